package dev.clickstream.loader.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an audit found.
 *
 * @param from of the time that was audited, by when loads were committed
 * @param at when it was audited
 * @param underWay loads that are planned and so young that a loader may be at them
 */
public record AuditReport(
        Instant from, Instant to, Instant at, List<Bucket> buckets, List<Gap> gaps, List<Long> underWay) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public AuditReport {
        buckets = List.copyOf(buckets);
        gaps = List.copyOf(gaps);
        underWay = List.copyOf(underWay);
    }

    public boolean clean() {
        return gaps.isEmpty();
    }

    /** As it is kept on the bucket and printed with {@code --json}. */
    public String json() {
        ObjectNode report = MAPPER.createObjectNode()
                .put("from", from.toString())
                .put("to", to.toString())
                .put("audited_at", at.toString())
                .put("clean", clean());
        ArrayNode listed = report.putArray("buckets");
        for (Bucket bucket : buckets) {
            listed.addObject()
                    .put("start", bucket.start().toString())
                    .put("loads", bucket.loads())
                    .put("accepted", bucket.offsets())
                    .put("landed", bucket.landed())
                    .put("apart", bucket.apart())
                    .put("without_record", bucket.withoutRecord())
                    .put("deleted", bucket.deleted())
                    .put("erased", bucket.erased())
                    .put("rejected", bucket.rejected())
                    .put("others", bucket.others())
                    .put("bytes", bucket.bytes())
                    .put("checksum", bucket.checksum());
        }
        ArrayNode found = report.putArray("gaps");
        for (Gap gap : gaps) {
            found.addObject()
                    .put("kind", gap.kind().name().toLowerCase(Locale.ROOT))
                    .put("load", gap.seq())
                    .put("what", gap.what())
                    .put("cause", gap.kind().cause());
        }
        ArrayNode young = report.putArray("under_way");
        underWay.forEach(young::add);
        return report.toString();
    }

    /** How many gaps there are of each kind. */
    public Map<Gap.Kind, Long> count() {
        return gaps.stream().collect(Collectors.groupingBy(Gap::kind, TreeMap::new, Collectors.counting()));
    }
}
