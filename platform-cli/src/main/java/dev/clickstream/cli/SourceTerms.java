package dev.clickstream.cli;

import dev.clickstream.source.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a source may; what is not given stays as it is. */
final class SourceTerms {
    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description =
                    "Pages of this origin may send, such as https://www.example.com; may be repeated. 'any' for all.")
    @Nullable
    List<String> origins;

    @Option(
            names = "--event",
            paramLabel = "NAME",
            description = "It may send this event; may be repeated. 'any' for all.")
    @Nullable
    List<String> events;

    @Option(
            names = "--unplanned",
            paramLabel = "keep|reject",
            description = "Events that the tracking plan does not know.")
    Source.@Nullable Unplanned unplanned;

    @Option(names = "--rate", paramLabel = "N", description = "Events a second; 0 for no limit.")
    @Nullable
    Integer rate;

    @Option(
            names = "--burst",
            paramLabel = "N",
            description = "Events at once after a pause. Default: two seconds' worth")
    @Nullable
    Integer burst;

    Source applied(Source source) {
        return new Source(
                source.name(),
                source.writeKeys(),
                chosen(origins, source.origins()),
                chosen(events, source.events()),
                unplanned == null ? source.unplanned() : unplanned,
                rate(source.rate()),
                source.serverKeys());
    }

    private static Set<String> chosen(@Nullable List<String> given, Set<String> before) {
        if (given == null) {
            return before;
        }
        return given.equals(List.of("any")) ? Set.of() : new LinkedHashSet<>(given);
    }

    private Source.@Nullable Rate rate(Source.@Nullable Rate before) {
        if (rate == null && burst == null) {
            return before;
        }
        Integer perSecond = rate != null ? rate : before == null ? null : Integer.valueOf(before.eventsPerSecond());
        if (perSecond == null) {
            throw new IllegalArgumentException("--burst goes with --rate");
        }
        return perSecond == 0 ? null : new Source.Rate(perSecond, burst != null ? burst : 2 * perSecond);
    }
}
