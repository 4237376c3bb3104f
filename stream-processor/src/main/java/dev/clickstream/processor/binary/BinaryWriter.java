package dev.clickstream.processor.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow: numbers, and texts that say their length. */
public final class BinaryWriter {
    private byte[] bytes;
    private int size;

    /** @param expected bytes; it grows beyond */
    public BinaryWriter(int expected) {
        bytes = new byte[expected];
    }

    public BinaryWriter octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Eight bytes, the highest first. */
    public BinaryWriter number(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** A number that is seldom large, from 0 up: seven bits a byte, the lowest first. */
    public BinaryWriter count(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a count is 0 or more, was " + value);
        }
        room(9);
        long rest = value;
        while (rest > 0x7F) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    public BinaryWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return count(utf8.length).raw(utf8, 0, utf8.length);
    }

    /** Bytes as they are: whoever reads them knows how many. */
    public BinaryWriter raw(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
        return this;
    }

    public int size() {
        return size;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
