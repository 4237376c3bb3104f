package dev.clickstream.collector.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Base64;
import java.util.Map;

/** Makes the function as Lambda does, with nothing but its environment, and posts one event to it. */
final class OneInvocation {
    private OneInvocation() {}

    public static void main(String[] arguments) {
        try (CollectorFunction function = new CollectorFunction()) {
            APIGatewayV2HTTPResponse response = function.handleRequest(event(arguments[0], arguments[1]), null);
            System.out.println(response.getStatusCode() + " " + response.getBody());
        }
    }

    private static APIGatewayV2HTTPEvent event(String writeKey, String body) {
        String basic = Base64.getEncoder().encodeToString((writeKey + ":").getBytes());
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRawPath("/v1/track")
                .withRawQueryString("")
                .withHeaders(Map.of("content-type", "application/json", "authorization", "Basic " + basic))
                .withBody(body)
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder()
                                .withMethod("POST")
                                .withPath("/v1/track")
                                .withSourceIp("127.0.0.1")
                                .build())
                        .build())
                .build();
    }
}
