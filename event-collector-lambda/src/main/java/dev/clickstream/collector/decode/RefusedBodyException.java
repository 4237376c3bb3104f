package dev.clickstream.collector.decode;

/** Carries a refusal out of the depth of this package; {@link BodyDecoder} turns it into a result. */
final class RefusedBodyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedBodyException(Refusal.Code code, String message) {
        super(message, null, false, false);
        this.refusal = new Refusal(code, message);
    }

    Refusal refusal() {
        return refusal;
    }
}
