package dev.clickstream.collector.http;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Gives errors that no controller answered (no such path, a body over the server's limit, a fault) the same form. */
@Singleton
@Primary
public final class ErrorAnswers implements ErrorResponseProcessor<byte[]> {
    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        String code;
        String message;
        switch (response.code()) {
            case 404 -> {
                code = "not_found";
                message = "there is no such path; send events to /v1/events";
            }
            case 405 -> {
                code = "method_not_allowed";
                message = "send events with POST";
            }
            case 413 -> {
                code = "body_too_large";
                message = "the body is larger than this collector takes";
            }
            default -> {
                code = response.code() < 500 ? "bad_request" : "internal_error";
                message = HttpStatus.getDefaultReason(response.code());
            }
        }
        return response.contentType(MediaType.APPLICATION_JSON_TYPE).body(AnswerJson.failure(code, message));
    }
}
