package dev.clickstream.collector.http;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.Answer;
import dev.clickstream.collector.Collector;
import dev.clickstream.collector.Submission;
import dev.clickstream.collector.access.RequestSignature;
import dev.clickstream.collector.capacity.RequestLimits;
import dev.clickstream.collector.capacity.RequestMemory;
import dev.clickstream.collector.decode.Protocol;
import dev.clickstream.collector.decode.Refusal;
import dev.clickstream.event.EventType;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes a submission of a request: its body read within bounds of time and memory, its key found in header and query. */
@Singleton
public final class Intake {
    private static final byte[] NO_BODY = new byte[0];

    private final Collector collector;
    private final RequestMemory memory;
    private final RequestLimits limits;

    public Intake(Collector collector, RequestMemory memory, RequestLimits limits) {
        this.collector = requireNonNull(collector);
        this.memory = requireNonNull(memory);
        this.limits = requireNonNull(limits);
    }

    /**
     * Waits for the body and then for the broker.
     *
     * @param type that the path names; null on a path for all
     * @param keyParameter the query parameter that may hold the write key
     * @throws IOException if the sender went away
     */
    Answer posted(HttpRequest<?> request, Protocol protocol, @Nullable EventType type, String keyParameter)
            throws IOException {
        int most = collector.largestBody();
        long length = request.getContentLength();
        Optional<RequestMemory.Share> share = memory.reserve(length < 0 ? most : Math.min(length, most));
        if (share.isEmpty()) {
            return new Answer.Unavailable();
        }
        try (RequestMemory.Share reading = share.get()) {
            byte[] body = RawBody.of(request, most, limits.bodyTimeout());
            return collector.collect(submission(request, body, protocol, type, keyParameter));
        } catch (TimeoutException e) {
            return new Answer.Refused(new Refusal(
                    Refusal.Code.SLOW_BODY,
                    "the body did not come whole within %d ms"
                            .formatted(limits.bodyTimeout().toMillis())));
        }
    }

    /** Of a request that has its event in the query. */
    Answer asked(HttpRequest<?> request, Protocol protocol, @Nullable EventType type) {
        return collector.collect(submission(request, NO_BODY, protocol, type, "writeKey"));
    }

    private static Submission submission(
            HttpRequest<?> request, byte[] body, Protocol protocol, @Nullable EventType type, String keyParameter) {
        return new Submission(
                body,
                protocol,
                type,
                request.getHeaders().get(HttpHeaders.AUTHORIZATION),
                request.getUri().getRawQuery() == null
                        ? null
                        : request.getParameters().get(keyParameter),
                request.getHeaders().get(HttpHeaders.USER_AGENT),
                request.getHeaders().get(HttpHeaders.ORIGIN),
                request.getHeaders().get(RequestSignature.HEADER));
    }
}
