package dev.clickstream.collector.lambda;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.clickstream.collector.CollectorSettings;
import dev.clickstream.collector.Wiring;
import dev.clickstream.collector.publish.EventPublisher;
import io.micronaut.function.aws.proxy.payload1.ApiGatewayProxyRequestEventFunction;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As {@link CollectorFunction}, for REST APIs and for HTTP APIs with payload 1.0. A REST API gives bytes as base64 only for media types that
 * are registered as binary with it: register all of them, as SDKs send gzip under the content type of a form.
 */
public final class CollectorRestFunction
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>, AutoCloseable {
    private final EventPublisher publisher;
    private final ApiGatewayProxyRequestEventFunction controllers;

    @SuppressWarnings("unused") // kept for the runtime, which holds it weakly
    private final SnapshotHooks hooks;

    public CollectorRestFunction() {
        this(CollectorSettings.from(System.getenv()));
    }

    private CollectorRestFunction(CollectorSettings settings) {
        this(settings, Wiring.publisher(settings), Clock.systemUTC());
    }

    CollectorRestFunction(CollectorSettings settings, EventPublisher publisher, Clock clock) {
        this.publisher = requireNonNull(publisher);
        this.controllers = new ApiGatewayProxyRequestEventFunction(
                Wiring.context(settings, publisher, clock).start());
        this.hooks = new SnapshotHooks(() -> handleRequest(primer(), null), publisher).registered();
    }

    private static APIGatewayProxyRequestEvent primer() {
        return new APIGatewayProxyRequestEvent()
                .withHttpMethod("POST")
                .withPath("/v1/batch")
                .withHeaders(Map.of("content-type", "application/json"))
                .withBody(SnapshotHooks.PRIMER);
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, @Nullable Context context) {
        event.setHeaders(UntypedHeaders.of(event.getHeaders()));
        event.setMultiValueHeaders(UntypedHeaders.of(event.getMultiValueHeaders()));
        return controllers.handleRequest(event, context);
    }

    @Override
    public void close() {
        controllers.close();
        publisher.close();
    }
}
