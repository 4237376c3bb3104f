package dev.clickstream.cli.file;

import dev.clickstream.cli.send.Message;
import dev.clickstream.cli.send.MessageSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of a recorded file. The file is read whole, and every row mapped, before the first event is sent: that
 * finds its newest row, and an unreadable row before anything has left.
 */
public final class FileSource implements MessageSource {
    private final Mapping mapping;
    private final JoinedRows rows;
    private final String description;
    private final long size;
    private final Duration shift;
    private long given;

    private FileSource(Mapping mapping, Path file, String description, long size, Duration shift) {
        this.mapping = mapping;
        this.rows = new JoinedRows(mapping, file);
        this.description = description;
        this.size = size;
        this.shift = shift;
    }

    /**
     * @param mappingFile null for the one that comes with the platform and knows this header
     * @param limit at most so many rows
     * @param newestBecomes the time the newest row is moved to, and all others by as much; null to leave times alone
     */
    public static FileSource open(Path file, @Nullable Path mappingFile, long limit, @Nullable Instant newestBecomes) {
        Mapping mapping = mappingFile == null ? Mappings.forFile(file) : MappingReader.read(mappingFile);
        Instant newest = Instant.MIN;
        long size = 0;
        try (JoinedRows rows = new JoinedRows(mapping, file)) {
            for (Row row = rows.next(); row != null && size < limit; row = rows.next()) {
                mapping.event(row);
                Instant at = mapping.timestamp().instant(row);
                newest = at.isAfter(newest) ? at : newest;
                size++;
            }
        }
        Duration shift = newestBecomes == null || size == 0
                ? Duration.ZERO
                : Duration.between(newest, newestBecomes).truncatedTo(ChronoUnit.MILLIS);
        String description = "%,d rows of %s as %s%s"
                .formatted(
                        size,
                        file.getFileName(),
                        mapping.name(),
                        shift.isZero() ? "" : ", times moved by " + inWords(shift));
        return new FileSource(mapping, file, description, size, shift);
    }

    private static String inWords(Duration shift) {
        return "%d days %02d:%02d:%02d"
                .formatted(
                        shift.toDays(),
                        Math.abs(shift.toHoursPart()),
                        Math.abs(shift.toMinutesPart()),
                        Math.abs(shift.toSecondsPart()));
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public @Nullable Message next() {
        Row row = given < size ? rows.next() : null;
        if (row == null) {
            return null;
        }
        given++;
        ObjectNode event = mapping.event(row);
        Instant at = mapping.timestamp().instant(row).plus(shift).truncatedTo(ChronoUnit.MILLIS);
        event.put("timestamp", at.toString());
        return new Message(event);
    }

    @Override
    public void close() {
        rows.close();
    }
}
