package dev.clickstream.redshift.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One message of the protocol: its type letter and what follows its length. */
@SuppressWarnings("ArrayRecordComponent") // never compared, only passed on
record Message(char type, byte[] body) {

    static Message of(char type) {
        return new Message(type, new byte[0]);
    }

    static Message text(char type, String text) {
        return new Message(type, new Body().text(text).bytes());
    }

    Fields fields() {
        return new Fields(ByteBuffer.wrap(body));
    }

    /** Reads a body field by field. */
    record Fields(ByteBuffer buffer) {

        String text() {
            int start = buffer.position();
            int end = start;
            while (buffer.get(end) != 0) {
                end++;
            }
            buffer.position(end + 1);
            return new String(buffer.array(), start, end - start, StandardCharsets.UTF_8);
        }

        int int32() {
            return buffer.getInt();
        }

        int int16() {
            return buffer.getShort();
        }

        byte int8() {
            return buffer.get();
        }

        int position() {
            return buffer.position();
        }

        void skip(int bytes) {
            buffer.position(buffer.position() + bytes);
        }

        boolean hasMore() {
            return buffer.hasRemaining();
        }

        byte[] rest() {
            return bytes(buffer.remaining());
        }

        byte[] bytes(int count) {
            byte[] found = new byte[count];
            buffer.get(found);
            return found;
        }
    }

    /** Writes a body field by field. */
    static final class Body {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Body text(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            out.write(0);
            return this;
        }

        Body int32(int value) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
            return this;
        }

        Body int16(int value) {
            out.write(value >> 8);
            out.write(value);
            return this;
        }

        Body int8(int value) {
            out.write(value);
            return this;
        }

        Body bytes(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
