package dev.clickstream.collector.access;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.decode.Refusal;
import dev.clickstream.collector.rate.RateLimits;
import dev.clickstream.source.Source;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a source may send a request: from that page, with that signature, and so much. */
public final class Admission {
    private final RateLimits rates;

    public Admission(RateLimits rates) {
        this.rates = requireNonNull(rates);
    }

    /**
     * What can be told before the body is looked into. Empty if nothing is to be said against it.
     *
     * @param origin the header; null if absent
     * @param signature the header; null if absent
     * @param body as it was sent
     */
    public Optional<Denial> beforeReading(
            Source source, @Nullable String origin, @Nullable String signature, byte[] body, Instant now) {
        if (!source.takesFrom(origin)) {
            return forbidden(Refusal.Code.ORIGIN_NOT_ALLOWED, "this source may not send from pages of this origin");
        }
        Optional<String> fault = RequestSignature.fault(source, signature, body, now);
        if (fault.isPresent()) {
            return forbidden(Refusal.Code.INVALID_SIGNATURE, fault.get());
        }
        return rates.shut(source).map(Denial.TooMuch::new);
    }

    /** Takes so many events of the source's rate, or none. */
    public Optional<Denial> take(Source source, int events) {
        return rates.take(source, events).map(Denial.TooMuch::new);
    }

    private static Optional<Denial> forbidden(Refusal.Code code, String message) {
        return Optional.of(new Denial.Forbidden(new Refusal(code, message)));
    }
}
