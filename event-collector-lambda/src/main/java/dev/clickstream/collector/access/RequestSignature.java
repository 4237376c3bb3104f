package dev.clickstream.collector.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clickstream.source.Source;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a request comes from a server that knows a secret of its source: the header {@value #HEADER}, {@code
 * id=2026-11,t=1764072000,v1=<hex>}, where v1 is the HMAC-SHA256 (RFC 2104) by the secret of the text of t, a dot, and the body's
 * bytes as they are sent. A write key lies open in every page; this does not.
 */
public final class RequestSignature {
    public static final String HEADER = "X-Clickstream-Signature";

    /** A request that was overheard counts for so long; servers' clocks may differ by as much. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern FORM = Pattern.compile("id=([^,]{1,128}),t=([0-9]{1,12}),v1=([0-9a-f]{64})");

    private RequestSignature() {}

    /**
     * Empty if all is well or the source signs nothing; otherwise what is wrong, for the sender's developer.
     *
     * @param header null if absent
     */
    public static Optional<String> fault(Source source, @Nullable String header, byte[] body, Instant now) {
        if (source.serverKeys().isEmpty()) {
            return Optional.empty();
        }
        if (header == null) {
            return Optional.of("requests of this source must be signed; send " + HEADER);
        }
        Matcher matcher = FORM.matcher(header.strip());
        if (!matcher.matches()) {
            return Optional.of(HEADER + " must be id=KEY-ID,t=UNIX-SECONDS,v1=64 HEX DIGITS");
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(matcher.group(2)));
        if (Duration.between(at, now).abs().compareTo(TOLERANCE) > 0) {
            return Optional.of(
                    "the signature's time is more than %d minutes from ours, %s".formatted(TOLERANCE.toMinutes(), now));
        }
        byte[] claimed = HexFormat.of().parseHex(matcher.group(3));
        return source.serverKeys().stream()
                        .filter(key -> key.id().equals(matcher.group(1)))
                        .anyMatch(key -> MessageDigest.isEqual(claimed, hmac(key.secret(), matcher.group(2), body)))
                ? Optional.empty()
                : Optional.of("the signature does not fit the body and a key of this source");
    }

    /** The header's value, as a sender makes it. */
    public static String of(Source.ServerKey key, byte[] body, Instant now) {
        String time = Long.toString(now.getEpochSecond());
        return "id=%s,t=%s,v1=%s".formatted(key.id(), time, HexFormat.of().formatHex(hmac(key.secret(), time, body)));
    }

    private static byte[] hmac(String secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            mac.update((time + ".").getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
