package dev.clickstream.collector.sync;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks who asks: a JSON Web Token (RFC 7519) that the app's own backend signed, {@code Authorization: Bearer …}, with the user
 * id in {@code sub} and an end in {@code exp}. The algorithm is one that fits the key, never what the token wishes for beyond
 * that; an unsigned token is nobody's.
 */
public final class UserTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.HS256, JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private static final String SCHEME = "Bearer ";

    private final Supplier<@Nullable TokenKeys> keys;
    private final Clock clock;

    /** What came of a check. */
    sealed interface Check {
        record Of(String userId) implements Check {}

        record Wrong(String reason) implements Check {}

        /** There is nothing to check tokens by. */
        record Impossible() implements Check {}
    }

    /**
     * @param keys asked for each check; gives null while there are none
     * @param clock a token counts for a minute more, for clocks that differ
     */
    public UserTokens(Supplier<@Nullable TokenKeys> keys, Clock clock) {
        this.keys = requireNonNull(keys, "keys");
        this.clock = requireNonNull(clock, "clock");
    }

    Check check(@Nullable String authorization) {
        TokenKeys current = keys.get();
        if (current == null) {
            return new Check.Impossible();
        }
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Check.Wrong("send the user's token as 'Authorization: Bearer TOKEN'");
        }
        try {
            JWTClaimsSet claims = processor(current)
                    .process(authorization.substring(SCHEME.length()).strip(), null);
            String userId = claims.getSubject();
            return userId.isBlank() ? new Check.Wrong("the token's sub names nobody") : new Check.Of(userId);
        } catch (BadJWTException e) {
            return new Check.Wrong("the token does not count: " + e.getMessage());
        } catch (BadJOSEException | JOSEException e) {
            return new Check.Wrong("the token's signature is not of a key that is known here");
        } catch (ParseException e) {
            return new Check.Wrong("the token is not a signed JSON Web Token");
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(TokenKeys current) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, (selector, context) -> selector.select(current.set())));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(current.audience(), null, Set.of("sub", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }
}
