package dev.clickstream.collector.spill;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a spilled batch, below the prefix: the order of the keys as text is the order in which batches were accepted. What
 * waits can be counted from the keys alone.
 *
 * @param id a UUID of version 7: its first 48 bits are the time of acceptance in milliseconds
 * @param records in the batch
 * @param bytes of the batch before it was packed
 */
public record SpillKey(UUID id, int records, long bytes) {
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd'/hr='HH/").withZone(ZoneOffset.UTC);
    private static final Pattern FORM = Pattern.compile(
            "dt=\\d{4}-\\d\\d-\\d\\d/hr=\\d\\d/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.(\\d{1,9})\\.(\\d{1,18})\\.gz");

    public SpillKey {
        requireNonNull(id);
    }

    /** @param text a key without its prefix; empty if this is no key of a batch */
    public static Optional<SpillKey> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new SpillKey(
                        UUID.fromString(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    public Instant acceptedAt() {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** As in the bucket, below the prefix. */
    public String text() {
        return "%s%s.%d.%d.gz".formatted(FOLDER.format(acceptedAt()), id, records, bytes);
    }
}
