package dev.clickstream.collector.decode;

import static java.util.Objects.requireNonNull;

/** Bytes in, messages out: inflates, checks the text, and cuts it into messages. */
public final class BodyDecoder {
    private final DecodeLimits limits;
    private final Slicer slicer;

    public BodyDecoder(DecodeLimits limits) {
        this.limits = requireNonNull(limits);
        this.slicer = new Slicer(limits);
    }

    /** In bytes; of a longer body no more than one byte more need be read. */
    public int largestBody() {
        return limits.bodyBytes();
    }

    /** In bytes of memory that the text of a body takes; 0 when it is the body itself, or is going to be refused. */
    public int inflatedLength(byte[] posted) {
        if (!Gzip.isGzip(posted) || posted.length > limits.bodyBytes()) {
            return 0;
        }
        try {
            long length = Gzip.declaredLength(posted);
            return length > limits.inflatedBytes() ? 0 : (int) length;
        } catch (RefusedBodyException e) {
            return 0;
        }
    }

    public Decoding decode(byte[] posted) {
        try {
            return sliced(text(posted));
        } catch (RefusedBodyException e) {
            return new Decoding.Refused(e.refusal());
        }
    }

    /** A second time only where a cut emoji may be what is wrong: one event's name must not cost all the others. */
    private Decoding sliced(byte[] text) {
        try {
            return slicer.slice(text);
        } catch (RefusedBodyException e) {
            byte[] mended = Halves.mended(text);
            if (mended == text) {
                throw e;
            }
            return slicer.slice(mended);
        }
    }

    private byte[] text(byte[] posted) {
        if (posted.length > limits.bodyBytes()) {
            throw new RefusedBodyException(
                    Refusal.Code.BODY_TOO_LARGE, "the body holds more than %d bytes".formatted(limits.bodyBytes()));
        }
        byte[] text = Gzip.isGzip(posted) ? Gzip.inflate(posted, limits) : posted;
        if (text.length == 0) {
            throw new RefusedBodyException(Refusal.Code.EMPTY_BODY, "the body is empty; send one event or a batch");
        }
        if (!Utf8.isValid(text)) {
            throw new RefusedBodyException(Refusal.Code.INVALID_UTF8, "the body is not UTF-8");
        }
        return text;
    }
}
