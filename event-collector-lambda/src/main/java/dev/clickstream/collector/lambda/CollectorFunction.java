package dev.clickstream.collector.lambda;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.clickstream.collector.CollectorSettings;
import dev.clickstream.collector.Wiring;
import dev.clickstream.collector.publish.EventPublisher;
import io.micronaut.function.aws.proxy.payload2.APIGatewayV2HTTPEventFunction;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda handler for HTTP API events (payload 2.0): the same controllers as on Netty. Made once per sandbox; the
 * producer and its connections outlive the invocations. An answer is given only after the broker's, since a sandbox is
 * frozen as soon as it has answered.
 */
public final class CollectorFunction
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>, AutoCloseable {
    private final EventPublisher publisher;
    private final APIGatewayV2HTTPEventFunction controllers;

    @SuppressWarnings("unused") // kept for the runtime, which holds it weakly
    private final SnapshotHooks hooks;

    public CollectorFunction() {
        this(CollectorSettings.from(System.getenv()));
    }

    private CollectorFunction(CollectorSettings settings) {
        this(settings, Wiring.publisher(settings), Clock.systemUTC());
    }

    CollectorFunction(CollectorSettings settings, EventPublisher publisher, Clock clock) {
        this.publisher = requireNonNull(publisher);
        this.controllers = new APIGatewayV2HTTPEventFunction(
                Wiring.context(settings, publisher, clock).start());
        this.hooks = new SnapshotHooks(() -> handleRequest(primer(), null), publisher).registered();
    }

    private static APIGatewayV2HTTPEvent primer() {
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRawPath("/v1/batch")
                .withRawQueryString("")
                .withHeaders(Map.of("content-type", "application/json"))
                .withBody(SnapshotHooks.PRIMER)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withStage("$default")
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod("POST")
                                .withPath("/v1/batch")
                                .build())
                        .build())
                .build();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, @Nullable Context context) {
        APIGatewayV2HTTPEvent whole = withCookieHeader(event);
        whole.setHeaders(UntypedHeaders.of(whole.getHeaders()));
        return controllers.handleRequest(whole, context);
    }

    @Override
    public void close() {
        controllers.close();
        publisher.close();
    }

    /** Payload 2.0 has the cookies beside the headers, where Micronaut does not look. */
    private static APIGatewayV2HTTPEvent withCookieHeader(APIGatewayV2HTTPEvent event) {
        List<String> cookies = event.getCookies();
        if (cookies != null && !cookies.isEmpty()) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            if (event.getHeaders() != null) {
                headers.putAll(event.getHeaders());
            }
            headers.putIfAbsent("cookie", String.join("; ", cookies));
            event.setHeaders(headers);
        }
        return event;
    }
}
