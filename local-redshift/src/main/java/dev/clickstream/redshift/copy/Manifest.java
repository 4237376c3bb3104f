package dev.clickstream.redshift.copy;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The list of files to load, of which columnar ones must come with their length. */
record Manifest(List<Entry> entries) {

    private static final JsonMapper JSON = new JsonMapper();

    /** @param mandatory whether it is an error if there is no such file */
    record Entry(S3Location file, boolean mandatory, long contentLength) {}

    static Manifest parse(S3Location manifest, byte[] content) {
        JsonNode root = read(manifest, content);
        if (!root.path("entries").isArray() || root.path("entries").isEmpty()) {
            throw CopyFailure.inFile(manifest.toString(), "Manifest file is not in correct json format: no entries");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode node : root.path("entries")) {
            String url = node.path("url").asString("");
            if (!url.startsWith("s3://")) {
                throw CopyFailure.inFile(
                        manifest.toString(), "Manifest file is not in correct json format: entry without a url");
            }
            JsonNode length = node.path("meta").path("content_length");
            if (!length.isIntegralNumber()) {
                throw CopyFailure.inFile(
                        url, "Manifest file does not have the meta.content_length of a columnar file: " + url);
            }
            entries.add(new Entry(S3Location.parse(url), node.path("mandatory").asBoolean(false), length.asLong()));
        }
        return new Manifest(entries);
    }

    private static JsonNode read(S3Location manifest, byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (JacksonException e) {
            throw CopyFailure.inFile(
                    manifest.toString(), "Manifest file is not in correct json format: " + e.getOriginalMessage());
        }
    }
}
