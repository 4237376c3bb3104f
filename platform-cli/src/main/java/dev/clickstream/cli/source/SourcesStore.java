package dev.clickstream.cli.source;

import dev.clickstream.source.Sources;
import java.util.function.UnaryOperator;

/** Where the document of all sources lies. */
public interface SourcesStore {
    /** @param version changes with the document */
    record Held(Sources sources, String version) {}

    /** @throws SourcesException if it cannot be read, saying where and why */
    Held read();

    /**
     * Puts a document in the place of the one that was read. At once or not at all.
     *
     * @throws SourcesException if somebody else has changed it meanwhile, or it cannot be written
     */
    void write(Sources sources, Held before);

    /** In words, for messages. */
    String where();

    default Sources change(UnaryOperator<Sources> change) {
        Held before = read();
        Sources after = change.apply(before.sources());
        if (!after.equals(before.sources())) {
            write(after, before);
        }
        return after;
    }

    /** What {@link #write} throws when somebody else was faster. */
    default SourcesException changedMeanwhile() {
        return new SourcesException(
                "somebody else has just changed %s; nothing was changed now: try again".formatted(where()));
    }
}
