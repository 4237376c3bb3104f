package dev.clickstream.processor.binary;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/** Reads what {@link BinaryWriter} wrote. Every method raises {@link IllegalArgumentException} where the bytes end too early. */
public final class BinaryReader {
    private final byte[] bytes;
    private int at;

    /** @param from where to begin */
    public BinaryReader(byte[] bytes, int from) {
        this.bytes = requireNonNull(bytes, "bytes");
        this.at = from;
    }

    public int octet() {
        require(1);
        return bytes[at++] & 0xFF;
    }

    public long number() {
        require(Long.BYTES);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | (bytes[at++] & 0xFF);
        }
        return value;
    }

    public long count() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("a count of more than nine bytes at " + at);
    }

    public String text() {
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    public void skipText() {
        int length = length();
        at += length;
    }

    /** Where it stands. */
    public int at() {
        return at;
    }

    /** @throws IllegalArgumentException if something is left */
    public void end() {
        if (at != bytes.length) {
            throw new IllegalArgumentException("%d bytes too many".formatted(bytes.length - at));
        }
    }

    private int length() {
        long length = count();
        require(length);
        return (int) length;
    }

    private void require(long more) {
        if (bytes.length - at < more) {
            throw new IllegalArgumentException(
                    "it ends at byte %d, where %d more were to come".formatted(bytes.length, more));
        }
    }
}
