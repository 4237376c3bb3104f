package dev.clickstream.loader.stage;

import java.util.List;

/** What a repair did. */
public sealed interface RepairOutcome {
    /** @param keys of the files that are right again; none if nothing was wrong */
    record Repaired(List<String> keys) implements RepairOutcome {
        public Repaired {
            keys = List.copyOf(keys);
        }
    }

    /** What is damaged stays so: the reason names the file and why. */
    record Impossible(String reason) implements RepairOutcome {}
}
