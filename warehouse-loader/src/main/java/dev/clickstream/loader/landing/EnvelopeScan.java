package dev.clickstream.loader.landing;

import dev.clickstream.event.EventFlag;
import dev.clickstream.event.EventType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes an event's columns straight from the bytes of its envelope, where these are as {@link
 * dev.clickstream.event.EventJson#write} makes them and every value fits its column: no text, no tree, and objects keep the bytes
 * they came in. That is nearly always; whatever is otherwise in any way is left to the parser, which gives the same row for
 * whatever both take.
 */
final class EnvelopeScan {
    private static final List<byte[]> MEMBERS = Stream.of(
                    "messageId",
                    "type",
                    "event",
                    "schema",
                    "userId",
                    "anonymousId",
                    "sessionId",
                    "occurredAt",
                    "originalTimestamp",
                    "sentAt",
                    "receivedAt",
                    "source",
                    "context",
                    "properties",
                    "flags")
            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
            .toList();
    private static final List<Column> COLUMNS = LandingTable.EVENTS.columns();
    private static final int TYPE = 1;
    private static final int USER_ID = 4;
    private static final int ANONYMOUS_ID = 5;
    private static final int FLAGS = 14;
    private static final int[] REQUIRED = {0, TYPE, 2, 7, 10, 11, 12, 13};
    private static final int[] NOT_BLANK = {0, 2, 11};

    private static final List<byte[]> TYPES = Arrays.stream(EventType.values())
            .map(type -> type.word().getBytes(StandardCharsets.US_ASCII))
            .toList();
    private static final List<byte[]> FLAG_WORDS = Arrays.stream(EventFlag.values())
            .map(flag -> flag.word().getBytes(StandardCharsets.US_ASCII))
            .toList();
    /** The column's text for each set of flags, by their bits. */
    private static final List<byte[]> FLAG_TEXTS = flagTexts();

    private final CompactJson walk = new CompactJson();
    private final EnvelopeTime times = new EnvelopeTime();
    private byte[] json = {};

    private static List<byte[]> flagTexts() {
        List<byte[]> texts = new ArrayList<>();
        for (int set = 0; set < 1 << FLAG_WORDS.size(); set++) {
            int flags = set;
            texts.add(Arrays.stream(EventFlag.values())
                    .filter(flag -> (flags & 1 << flag.ordinal()) != 0)
                    .map(EventFlag::word)
                    .collect(Collectors.joining(","))
                    .getBytes(StandardCharsets.US_ASCII));
        }
        return texts;
    }

    /** The values of the envelope's columns, place of the record not included; null if the parser must look at it. */
    @Nullable
    Object @Nullable [] columns(byte[] envelope) {
        json = envelope;
        walk.begin(envelope);
        if (envelope.length < 2 || envelope[0] != '{') {
            return null;
        }
        @Nullable Object[] values = new @Nullable Object[COLUMNS.size()];
        int next = 0;
        int at = 1;
        while (true) {
            int member = member(at, next);
            if (member < 0) {
                return null;
            }
            at = value(member, at + MEMBERS.get(member).length + 3, values);
            if (at < 0 || at >= envelope.length) {
                return null;
            }
            if (envelope[at] == '}') {
                return at + 1 == envelope.length && isWhole(values) && isText() ? values : null;
            }
            if (envelope[at] != ',') {
                return null;
            }
            at++;
            next = member + 1;
        }
    }

    /** Whether it is valid UTF-8; asked once all of it was walked. */
    private boolean isText() {
        return walk.wasAscii() || new String(json, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
    }

    private static boolean isWhole(@Nullable Object[] values) {
        for (int required : REQUIRED) {
            if (values[required] == null) {
                return false;
            }
        }
        for (int text : NOT_BLANK) {
            if (!hasVisible(values[text])) {
                return false;
            }
        }
        return values[USER_ID] != null || values[ANONYMOUS_ID] != null;
    }

    private static boolean hasVisible(@Nullable Object text) {
        if (text instanceof byte[] bytes) {
            for (byte each : bytes) {
                if (each > ' ') {
                    return true;
                }
            }
        }
        return false;
    }

    /** Which member begins here, of those that may still come; -1 if none. */
    private int member(int at, int next) {
        for (int member = next; member < MEMBERS.size(); member++) {
            byte[] name = MEMBERS.get(member);
            int end = at + 1 + name.length;
            if (end + 1 < json.length
                    && json[at] == '"'
                    && json[end] == '"'
                    && json[end + 1] == ':'
                    && Arrays.equals(json, at + 1, end, name, 0, name.length)) {
                return member;
            }
        }
        return -1;
    }

    /** The index after the value; negative if the parser must look at it. */
    private int value(int member, int at, @Nullable Object[] values) {
        Column column = COLUMNS.get(member);
        if (column.type() == ColumnType.JSON) {
            int end = walk.objectEnd(at);
            if (end < 0 || end - at > column.maxBytes()) {
                return -1;
            }
            values[member] = Arrays.copyOfRange(json, at, end);
            return end;
        }
        if (member == FLAGS) {
            return flags(at, values);
        }
        if (at >= json.length || json[at] != '"') {
            return -1;
        }
        int end = walk.plainTextEnd(at + 1);
        if (end < 0) {
            return -1;
        }
        values[member] =
                column.type() == ColumnType.TIMESTAMP ? times.micros(json, at + 1, end) : text(member, at + 1, end);
        return values[member] == null ? -1 : end + 1;
    }

    private byte @Nullable [] text(int member, int from, int to) {
        if (member != TYPE) {
            return to - from > COLUMNS.get(member).maxBytes() ? null : Arrays.copyOfRange(json, from, to);
        }
        for (byte[] type : TYPES) {
            if (Arrays.equals(json, from, to, type, 0, type.length)) {
                return type;
            }
        }
        return null;
    }

    /** In the order of the words, each once, as they are written. */
    private int flags(int from, @Nullable Object[] values) {
        int at = from + 1;
        int set = 0;
        for (int flag = 0; flag < FLAG_WORDS.size(); flag++) {
            byte[] word = FLAG_WORDS.get(flag);
            int end = at + 1 + word.length;
            if (end + 1 < json.length
                    && json[at] == '"'
                    && json[end] == '"'
                    && Arrays.equals(json, at + 1, end, word, 0, word.length)) {
                set |= 1 << flag;
                at = end + 2;
                if (json[end + 1] == ']') {
                    values[FLAGS] = FLAG_TEXTS.get(set);
                    return json[from] == '[' ? at : -1;
                }
                if (json[end + 1] != ',') {
                    return -1;
                }
            }
        }
        return -1;
    }
}
