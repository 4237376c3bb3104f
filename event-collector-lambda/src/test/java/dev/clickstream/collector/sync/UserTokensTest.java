package dev.clickstream.collector.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.clickstream.source.Sources.UserTokenKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);

    @Test
    void aSignedTokenNamesItsUser() {
        assertThat(check(Tokens.bearer("ann", LATER))).isEqualTo(new UserTokens.Check.Of("ann"));
    }

    @Test
    void aTokenThatHasEndedCountsForAMinuteMoreAndThenNoLonger() {
        assertThat(check(Tokens.bearer("ann", NOW.minusSeconds(30)))).isEqualTo(new UserTokens.Check.Of("ann"));
        assertThat(wrong(Tokens.bearer("ann", NOW.minusSeconds(90)))).contains("Expired JWT");
    }

    @Test
    void aTokenWithoutAnEndOrAUserIsRefused() {
        assertThat(wrong(Tokens.bearer(new JWTClaimsSet.Builder().subject("ann").build())))
                .contains("missing required claims: [exp]");
        assertThat(wrong(Tokens.bearer(new JWTClaimsSet.Builder()
                        .expirationTime(Date.from(LATER))
                        .build())))
                .contains("missing required claims: [sub]");
        assertThat(wrong(Tokens.bearer(" ", LATER))).contains("names nobody");
    }

    @Test
    void anotherSecretsSignatureAndNoSignatureAreRefused() {
        JWTClaimsSet ann = claims("ann");

        assertThat(wrong(Tokens.bearer(ann, "another secret of 32 bytes and so")))
                .contains("signature is not of a key that is known here");
        assertThat(wrong("Bearer " + new PlainJWT(ann).serialize())).contains("signature");
    }

    @Test
    void aPublicKeyIsNoSharedSecret() throws JOSEException {
        ECKey pair = new ECKeyGenerator(Curve.P_256).keyID("e1").generate();
        String keys = new JWKSet(pair.toPublicJWK()).toString();
        SignedJWT good = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims("ann"));
        good.sign(new ECDSASigner(pair));
        SignedJWT forged = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims("ann"));
        forged.sign(new MACSigner(pair.toECPublicKey().getEncoded()));

        UserTokens tokens = tokens(keys, null);

        assertThat(tokens.check("Bearer " + good.serialize())).isEqualTo(new UserTokens.Check.Of("ann"));
        assertThat(tokens.check("Bearer " + forged.serialize())).isInstanceOf(UserTokens.Check.Wrong.class);
    }

    @Test
    void anAudienceIsLookedAtWhereOneIsAskedFor() {
        UserTokens tokens = tokens(Tokens.KEYS, "sync");
        JWTClaimsSet forSync =
                new JWTClaimsSet.Builder(claims("ann")).audience("sync").build();

        assertThat(tokens.check(Tokens.bearer(forSync))).isEqualTo(new UserTokens.Check.Of("ann"));
        assertThat(tokens.check(Tokens.bearer("ann", LATER))).isInstanceOf(UserTokens.Check.Wrong.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic YTo=", "Bearer", "Bearer ", "Bearer x.y.z", "Bearer eyJhbGciOiJub25lIn0.e30."})
    void whatIsNoTokenIsRefused(@Nullable String authorization) {
        assertThat(check(authorization)).isInstanceOf(UserTokens.Check.Wrong.class);
    }

    @Test
    void keysThatAreNoneAreRefusedWithoutShowingThem() {
        assertThatThrownBy(() -> keys("{\"keys\":[{\"kty\":\"oct\",\"j\":\"hush\"}]}", null))
                .hasMessageStartingWith("userTokens.keys must be JSON Web Keys")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> keys("{\"keys\":[]}", null)).hasMessage("userTokens.keys must hold at least one key");
        assertThatThrownBy(() -> keys("{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2hvcnQ\"}]}", null))
                .hasMessage("a shared secret in userTokens.keys must be 32 bytes at least, was 5");
    }

    @Test
    void withoutKeysNothingCanBeChecked() {
        UserTokens tokens = new UserTokens(() -> null, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(tokens.check(Tokens.bearer("ann", LATER))).isEqualTo(new UserTokens.Check.Impossible());
    }

    private static UserTokens.Check check(@Nullable String authorization) {
        return tokens(Tokens.KEYS, null).check(authorization);
    }

    private static String wrong(String authorization) {
        UserTokens.Check check = check(authorization);
        assertThat(check).isInstanceOf(UserTokens.Check.Wrong.class);
        return ((UserTokens.Check.Wrong) check).reason();
    }

    private static UserTokens tokens(String keys, @Nullable String audience) {
        TokenKeys known = keys(keys, audience);
        return new UserTokens(() -> known, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static TokenKeys keys(String keys, @Nullable String audience) {
        return TokenKeys.of(new UserTokenKeys(keys, audience));
    }

    private static JWTClaimsSet claims(String userId) {
        return new JWTClaimsSet.Builder()
                .subject(userId)
                .expirationTime(Date.from(LATER))
                .build();
    }
}
