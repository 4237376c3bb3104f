package dev.clickstream.collector.decode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * Inflates into exactly the memory that the body's own last four bytes ask for, once that was found to be within the
 * limits: neither a bomb nor a lie can make it take more.
 */
final class Gzip {
    /** The shortest member: header, empty block, checksum, length. */
    private static final int SHORTEST = 18;

    private Gzip() {}

    /** Told by the first two bytes: SDKs and gateways are not to be trusted with the header; JSON never begins so. */
    static boolean isGzip(byte[] body) {
        return body.length >= 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
    }

    /** The length of the text as the body's end tells it, modulo 2^32. */
    static long declaredLength(byte[] body) {
        if (body.length < SHORTEST) {
            throw broken();
        }
        int end = body.length;
        return (body[end - 4] & 0xffL)
                | (body[end - 3] & 0xffL) << 8
                | (body[end - 2] & 0xffL) << 16
                | (body[end - 1] & 0xffL) << 24;
    }

    static byte[] inflate(byte[] body, DecodeLimits limits) {
        long length = declaredLength(body);
        if (length > limits.inflatedBytes()) {
            throw new RefusedBodyException(
                    Refusal.Code.BODY_TOO_LARGE,
                    "the body holds more than %d bytes when inflated".formatted(limits.inflatedBytes()));
        }
        if (length > (long) body.length * limits.inflateRatio()) {
            throw new RefusedBodyException(
                    Refusal.Code.BODY_TOO_LARGE,
                    "the body grows more than %d times when inflated".formatted(limits.inflateRatio()));
        }
        byte[] text = new byte[(int) length];
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 8192)) {
            if (in.readNBytes(text, 0, text.length) < text.length || in.read() >= 0) {
                throw broken();
            }
            return text;
        } catch (IOException e) {
            throw broken();
        }
    }

    private static RefusedBodyException broken() {
        return new RefusedBodyException(
                Refusal.Code.INVALID_GZIP, "the body begins as gzip but cannot be inflated as one member of it");
    }
}
