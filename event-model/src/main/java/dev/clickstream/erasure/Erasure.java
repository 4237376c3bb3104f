package dev.clickstream.erasure;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One id that was erased: an entry of the topic {@code erasures}, keyed by its hash.
 *
 * @param hash SHA-256 of salt and id, 64 hexadecimal digits: what Redshift's {@code sha2(salt || id, 256)} gives
 * @param salt of the whole list, as a rule; entries that were written at the same moment may have several
 * @param erasedBefore what occurred or was received before it is erased; what came later is a new person's
 * @param receipt the receipt of the erasure that wrote it
 */
public record Erasure(String hash, String salt, Instant erasedBefore, String receipt) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public Erasure {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("an erasure's hash has 64 hexadecimal digits, was '%s'".formatted(hash));
        }
        // It becomes SQL in the warehouse.
        if (!salt.matches("[0-9a-f]{32,64}")) {
            throw new IllegalArgumentException("an erasure's salt has 32 to 64 hexadecimal digits");
        }
        requireNonNull(erasedBefore, "erasedBefore");
        requireNonNull(receipt, "receipt");
    }

    /** @param id a user id, or a device's anonymous id */
    public static Erasure of(String id, String salt, Instant erasedBefore, String receipt) {
        return new Erasure(hash(salt, id), salt, erasedBefore, receipt);
    }

    /** @throws IllegalArgumentException if the value is no entry */
    public static Erasure read(String hash, byte[] value) {
        try {
            JsonNode json = MAPPER.readTree(value);
            return new Erasure(
                    hash,
                    json.path("salt").asString(""),
                    Instant.parse(json.path("erasedBefore").asString("")),
                    json.path("receipt").asString(""));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("not an entry of the erasure list: " + e.getMessage(), e);
        }
    }

    /** The record's value; its key is the hash. */
    public byte[] toJson() {
        return MAPPER.writeValueAsBytes(MAPPER.createObjectNode()
                .put("salt", salt)
                .put("erasedBefore", erasedBefore.toString())
                .put("receipt", receipt));
    }

    static String hash(String salt, String id) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest((salt + id).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
