package dev.clickstream.collector.sync;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Signs users' tokens as an app's backend does, by a shared secret. */
public final class Tokens {
    private static final String SECRET = "a shared secret of 32 bytes, or m";

    public static final String KEYS = "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"k1\",\"k\":\"%s\"}]}"
            .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(SECRET.getBytes()));

    private Tokens() {}

    public static String bearer(String userId, Instant until) {
        return bearer(
                new JWTClaimsSet.Builder()
                        .subject(userId)
                        .expirationTime(Date.from(until))
                        .build(),
                SECRET);
    }

    static String bearer(JWTClaimsSet claims, String secret) {
        try {
            JWSSigner signer = new MACSigner(secret);
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(signer);
            return "Bearer " + token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String bearer(JWTClaimsSet claims) {
        return bearer(claims, SECRET);
    }
}
