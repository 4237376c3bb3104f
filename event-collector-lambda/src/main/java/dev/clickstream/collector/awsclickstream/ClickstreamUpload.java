package dev.clickstream.collector.awsclickstream;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.decode.BodyDecoder;
import dev.clickstream.collector.decode.Decoding;
import dev.clickstream.collector.decode.Protocol;
import dev.clickstream.collector.decode.Slice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/**
 * One upload of an AWS Clickstream SDK. Its body is the JSON itself (web), or base64 text of its gzip (mobile, where the
 * query says {@code compression=gzip}; told by the body, since the parameter may also be there and empty).
 *
 * @param uploadedAt {@code upload_timestamp} of the query, milliseconds by the client's clock; null if absent
 * @param sentHash {@code hashCode} of the query: the first eight hexadecimal digits of the body's SHA-256; null or empty is not checked
 */
public record ClickstreamUpload(
        ClickstreamMessages messages,
        @Nullable String uploadedAt,
        @Nullable String sentHash) implements Protocol {
    private static final int HASH_DIGITS = 8;

    public ClickstreamUpload {
        requireNonNull(messages, "messages");
    }

    @Override
    public Decoding decode(byte[] posted, BodyDecoder decoder) {
        return switch (decoder.decode(unpacked(posted))) {
            case Decoding.Refused refused -> refused;
            case Decoding.Batch batch ->
                new Decoding.Batch(
                        translated(batch.messages()),
                        batch.writeKey(),
                        uploadedAt == null ? batch.sentAt() : StringNode.valueOf(uploadedAt),
                        batch.context(),
                        damage(posted));
        };
    }

    private List<Slice> translated(List<Slice> posted) {
        return posted.stream().map(messages::inSegmentsTerms).toList();
    }

    /** What is neither JSON nor base64 stays as it is: the decoder says what is wrong with it. */
    private static byte[] unpacked(byte[] posted) {
        int first = 0;
        while (first < posted.length && Character.isWhitespace(posted[first])) {
            first++;
        }
        if (first == posted.length || !isBase64(posted[first])) {
            return posted;
        }
        try {
            byte[] packed = Base64.getMimeDecoder().decode(posted);
            return packed.length == 0 ? posted : packed;
        } catch (IllegalArgumentException e) {
            return posted;
        }
    }

    private static boolean isBase64(byte first) {
        return Character.isLetterOrDigit(first) || first == '+' || first == '/';
    }

    private @Nullable String damage(byte[] posted) {
        if (sentHash == null || sentHash.isEmpty()) {
            return null;
        }
        boolean same = hash(posted).equals(sentHash.toLowerCase(Locale.ROOT));
        return same ? null : "the body is not the one that hashCode was made of: it was changed or cut on its way";
    }

    /** As the SDKs make it, over the body as it is sent. */
    static String hash(byte[] posted) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(posted);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
