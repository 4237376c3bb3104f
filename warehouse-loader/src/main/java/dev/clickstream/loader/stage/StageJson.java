package dev.clickstream.loader.stage;

import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.plan.LoadPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Plan and manifests as they lie on the bucket. */
final class StageJson {
    /** A field that older files lack is 0 in them. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private StageJson() {}

    static byte[] write(LoadPlan plan) {
        return MAPPER.writeValueAsBytes(plan);
    }

    static LoadPlan readPlan(byte[] json) {
        return MAPPER.readValue(json, LoadPlan.class);
    }

    static byte[] write(LoadManifest manifest) {
        return MAPPER.writeValueAsBytes(manifest);
    }

    static LoadManifest readManifest(byte[] json) {
        return MAPPER.readValue(json, LoadManifest.class);
    }

    static byte[] write(SliceReceipt receipt) {
        return MAPPER.writeValueAsBytes(receipt);
    }

    static SliceReceipt readReceipt(byte[] json) {
        return MAPPER.readValue(json, SliceReceipt.class);
    }

    /** The list of files that COPY reads: columnar formats need each file's length. */
    static byte[] copyManifest(List<StagedFile> files, StageBucket bucket) {
        List<Map<String, Object>> entries = files.stream()
                .map(file -> Map.<String, Object>of(
                        "url", bucket.url(file.key()),
                        "mandatory", true,
                        "meta", Map.of("content_length", file.bytes())))
                .toList();
        return MAPPER.writeValueAsBytes(Map.of("entries", entries));
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
