package dev.clickstream.loader.bucket;

import java.util.Map;

/**
 * What the bucket knows of an object besides its content.
 *
 * @param version tells it from any other object that ever lay under its key
 */
public record StoredObject(long bytes, String version, Map<String, String> metadata) {}
