package dev.clickstream.collector.segment;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings that browser SDKs fetch before they send: this collector is the only destination, and nobody else is told
 * anything, not even how the SDK itself is doing.
 */
public final class BrowserSettings {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BrowserSettings() {}

    /**
     * For {@code @segment/analytics-next}.
     *
     * @param scheme under which the browser reached us: http or https
     * @param host with its port, as the browser named it
     */
    public static byte[] segment(String writeKey, String scheme, String host) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        ObjectNode destination = settings.putObject("integrations").putObject("Segment.io");
        destination.put("apiKey", writeKey);
        destination.put("apiHost", host + "/v1");
        destination.put("protocol", scheme);
        destination.putArray("unbundledIntegrations");
        destination.putArray("bundledConfigIds");
        destination.put("addBundledMetadata", true);
        ObjectNode plan = settings.putObject("plan");
        plan.putObject("track").putObject("__default").put("enabled", true).putObject("integrations");
        plan.putObject("identify").putObject("__default").put("enabled", true);
        plan.putObject("group").putObject("__default").put("enabled", true);
        settings.putObject("metrics").put("sampleRate", 0);
        settings.putObject("edgeFunction");
        settings.putObject("middlewareSettings");
        settings.putObject("enabledMiddleware");
        settings.putArray("remotePlugins");
        settings.put("analyticsNextEnabled", true);
        settings.put("legacyVideoPluginsEnabled", false);
        return JSON.writeValueAsBytes(settings);
    }

    /** For Rudder's browser SDK. */
    public static byte[] rudder(String writeKey, String source, String scheme, String host) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        ObjectNode of = settings.putObject("source");
        of.put("id", source);
        of.put("name", source);
        of.put("writeKey", writeKey);
        of.put("enabled", true);
        of.put("workspaceId", "clickstream");
        of.putArray("destinations");
        of.putArray("connections");
        ObjectNode statistics = of.putObject("config").putObject("statsCollection");
        statistics.putObject("errors").put("enabled", false);
        statistics.putObject("metrics").put("enabled", false);
        for (String residence : new String[] {"US", "EU"}) {
            of.withObjectProperty("dataplanes")
                    .putArray(residence)
                    .addObject()
                    .put("url", scheme + "://" + host)
                    .put("default", true);
        }
        return JSON.writeValueAsBytes(settings);
    }
}
