package dev.clickstream.collector.decode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Inflates with a hard bound, so that a small body cannot fill the memory. */
final class Gzip {
    private Gzip() {}

    /** Told by the first two bytes: SDKs and gateways are not to be trusted with the header; JSON never begins so. */
    static boolean isGzip(byte[] body) {
        return body.length >= 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
    }

    static byte[] inflate(byte[] body, int limit) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 8192)) {
            byte[] inflated = in.readNBytes(limit + 1);
            if (inflated.length > limit) {
                throw new RefusedBodyException(
                        Refusal.Code.BODY_TOO_LARGE,
                        "the body holds more than %d bytes when inflated".formatted(limit));
            }
            return inflated;
        } catch (IOException e) {
            throw new RefusedBodyException(Refusal.Code.INVALID_GZIP, "the body begins as gzip but cannot be inflated");
        }
    }
}
