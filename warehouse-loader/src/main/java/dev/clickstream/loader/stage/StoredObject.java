package dev.clickstream.loader.stage;

import java.util.Map;

/** What the bucket knows of an object besides its content. */
public record StoredObject(long bytes, Map<String, String> metadata) {}
