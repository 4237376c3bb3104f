package dev.clickstream.collector.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.source.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestSignatureTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final byte[] BODY = "{\"batch\":[]}".getBytes(UTF_8);
    private static final Source.ServerKey KEY = new Source.ServerKey("2026-11", "a secret of at least 32 characters");
    private static final Source BACKEND =
            new Source("backend", List.of("k"), Set.of(), Set.of(), Source.Unplanned.KEEP, null, List.of(KEY));

    /** The digest was made by: printf '1764072000.{"batch":[]}' | openssl dgst -sha256 -hmac 'a secret of at least 32 characters'. */
    @Test
    void itIsTheHmacOfTimeDotBody() {
        assertThat(RequestSignature.of(KEY, BODY, Instant.ofEpochSecond(1764072000)))
                .isEqualTo(
                        "id=2026-11,t=1764072000,v1=d37d34c34cf0df20c4658e008110a903555b037324ad509dc6e4d6a156f6b83e");
    }

    @Test
    void whatIsSignedByAKeyOfTheSourceMaySend() {
        assertThat(fault(RequestSignature.of(KEY, BODY, NOW.minusSeconds(200)))).isEmpty();
    }

    @Test
    void anotherBodyAnotherSecretAndAnotherIdAreRefused() {
        assertThat(RequestSignature.fault(BACKEND, RequestSignature.of(KEY, BODY, NOW), "{}".getBytes(UTF_8), NOW))
                .contains("the signature does not fit the body and a key of this source");
        assertThat(fault(RequestSignature.of(
                        new Source.ServerKey("2026-11", "another secret of 32 characters or more"), BODY, NOW)))
                .isPresent();
        assertThat(fault(RequestSignature.of(KEY, BODY, NOW).replace("2026-11", "2026-10")))
                .isPresent();
    }

    @Test
    void whatWasSignedLongAgoIsRefused() {
        assertThat(fault(RequestSignature.of(KEY, BODY, NOW.minusSeconds(301))))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("more than 5 minutes from ours, 2026-11-25T12:00:00Z"));
        assertThat(fault(RequestSignature.of(KEY, BODY, NOW.plusSeconds(301)))).isPresent();
    }

    @Test
    void whatIsNotSignedIsRefusedUnlessTheSourceSignsNothing() {
        assertThat(fault(null)).contains("requests of this source must be signed; send X-Clickstream-Signature");
        assertThat(fault("v1=00")).isPresent();
        assertThat(RequestSignature.fault(Source.open("web", List.of("k")), null, BODY, NOW))
                .isEmpty();
    }

    private static Optional<String> fault(@Nullable String header) {
        return RequestSignature.fault(BACKEND, header, BODY, NOW);
    }
}
