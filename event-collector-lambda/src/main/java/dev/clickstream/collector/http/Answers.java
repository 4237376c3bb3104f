package dev.clickstream.collector.http;

import dev.clickstream.collector.Answer;
import dev.clickstream.collector.decode.Refusal;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;

/** What an answer is in HTTP. Exactly 200, since one SDK takes no other for success; no redirect, which others take for one. */
final class Answers {
    /** Seconds: about what a broker needs to elect a leader. */
    private static final String RETRY_AFTER = "2";

    private Answers() {}

    static MutableHttpResponse<byte[]> of(Answer answer) {
        return switch (answer) {
            case Answer.Collected collected -> json(HttpResponse.ok(), AnswerJson.collected(collected));
            case Answer.Refused(Refusal refusal) -> refused(refusal);
            case Answer.TooMuch(Duration pause) ->
                failure(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "rate_exceeded",
                                "this source sends more than it may; send this again later")
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(pause.toSeconds() + 1));
            case Answer.Unavailable unavailable ->
                failure(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "unavailable",
                                "the events could not be stored; send them again")
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        };
    }

    private static MutableHttpResponse<byte[]> refused(Refusal refusal) {
        MutableHttpResponse<byte[]> response = failure(
                HttpStatus.valueOf(refusal.code().status()), refusal.code().word(), refusal.message());
        // What is left of such a body is not waited for.
        return refusal.code() == Refusal.Code.SLOW_BODY ? response.header(HttpHeaders.CONNECTION, "close") : response;
    }

    static MutableHttpResponse<byte[]> failure(HttpStatus status, String code, String message) {
        return json(HttpResponse.status(status), AnswerJson.failure(code, message));
    }

    /** Whatever the sender says it accepts: a sender that is told 406 loses its events. */
    static MutableHttpResponse<byte[]> json(MutableHttpResponse<?> response, byte[] body) {
        return response.contentType(MediaType.APPLICATION_JSON_TYPE).body(body);
    }
}
