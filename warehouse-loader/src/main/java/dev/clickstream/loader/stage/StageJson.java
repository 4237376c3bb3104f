package dev.clickstream.loader.stage;

import dev.clickstream.loader.plan.LoadPlan;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Plan and manifests as they lie on the bucket. */
final class StageJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

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
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
