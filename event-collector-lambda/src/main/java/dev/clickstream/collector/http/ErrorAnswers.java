package dev.clickstream.collector.http;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives errors that no controller answered (no such path, headers over the server's limit, a fault) the same form. */
@Singleton
@Primary
public final class ErrorAnswers implements ErrorResponseProcessor<byte[]> {
    static final String NO_SUCH_PATH = "there is no such path; send events to /v1/events";

    /** What Netty names a request whose line it could not take. */
    private static final String UNREAD_PATH = "/bad-request";

    private enum Failure {
        NOT_FOUND(HttpStatus.NOT_FOUND, NO_SUCH_PATH),
        METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "this path is not asked so; send events with POST"),
        QUERY_TOO_LONG(
                HttpStatus.REQUEST_URI_TOO_LONG,
                "the request line is longer than this collector takes; send the event with POST"),
        HEADERS_TOO_LARGE(
                HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are larger than this collector takes"),
        BODY_TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "the body is larger than this collector takes");

        private final HttpStatus status;
        private final String message;

        Failure(HttpStatus status, String message) {
            this.status = status;
            this.message = message;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Those that this class gives, e.g. {@code not_found}. */
    static Set<String> codes() {
        return Arrays.stream(Failure.values()).map(Failure::word).collect(Collectors.toSet());
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        response.contentType(MediaType.APPLICATION_JSON_TYPE);
        if (isUnread(context.getRequest())) {
            // Netty answers in HTTP/1.0, which ends a connection without a word; some clients want the word, and would
            // send their next events into a connection that is being closed.
            response.header(HttpHeaders.CONNECTION, "close");
        }
        return switch (response.code()) {
            case 404 -> failed(response, Failure.NOT_FOUND);
            case 405 -> failed(response, Failure.METHOD_NOT_ALLOWED);
            case 413 -> failed(response, tooLarge(context.getRequest()));
            default -> {
                String code = response.code() < 500 ? "bad_request" : "internal_error";
                yield response.body(AnswerJson.failure(code, HttpStatus.getDefaultReason(response.code())));
            }
        };
    }

    private static MutableHttpResponse<byte[]> failed(MutableHttpResponse<?> response, Failure failure) {
        return response.status(failure.status).body(AnswerJson.failure(failure.word(), failure.message));
    }

    private static boolean isUnread(HttpRequest<?> request) {
        return request.getUri().getPath().equals(UNREAD_PATH);
    }

    /** Micronaut has one status for all that is too large. */
    private static Failure tooLarge(HttpRequest<?> request) {
        if (isUnread(request)) {
            return Failure.QUERY_TOO_LONG;
        }
        return request.getContentLength() > Integer.MAX_VALUE / 2 ? Failure.BODY_TOO_LARGE : Failure.HEADERS_TOO_LARGE;
    }
}
