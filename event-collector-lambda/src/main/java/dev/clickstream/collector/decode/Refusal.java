package dev.clickstream.collector.decode;

/**
 * Why a whole request cannot be taken; sending the same bytes again can never work.
 *
 * @param message in plain words, for the sender's developer; never holds what was sent
 */
public record Refusal(Code code, String message) {
    /** The reasons, with the HTTP status that SDKs understand. */
    public enum Code {
        EMPTY_BODY(400, "empty_body"),
        INVALID_GZIP(400, "invalid_gzip"),
        INVALID_UTF8(400, "invalid_utf8"),
        INVALID_JSON(400, "invalid_json"),
        INVALID_BATCH(400, "invalid_batch"),
        EMPTY_BATCH(400, "empty_batch"),
        INVALID_WRITE_KEY(401, "invalid_write_key"),
        INVALID_SIGNATURE(401, "invalid_signature"),
        ORIGIN_NOT_ALLOWED(403, "origin_not_allowed"),
        BODY_TOO_LARGE(413, "body_too_large"),
        TOO_MANY_EVENTS(413, "too_many_events");

        private final int status;
        private final String word;

        Code(int status, String word) {
            this.status = status;
            this.word = word;
        }

        public int status() {
            return status;
        }

        public String word() {
            return word;
        }
    }
}
