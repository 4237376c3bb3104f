package dev.clickstream.endtoend.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.TrackingPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Requests on every route, with events of every kind that the collector should take; the same ones from the same seed. */
final class WildRequests {
    private static final int LONGEST_EVENT = 32_768;
    private static final int LARGEST_BATCH = 900_000;
    private static final int LARGEST_RATIO = 100;
    private static final int LONGEST_ID = 256;
    private static final List<String> CALLS =
            List.of("track", "track", "track", "track", "identify", "page", "screen", "group", "alias");
    private static final List<String> TIMES = List.of(
            "\"2026-11-23T10:23:43.447Z\"",
            "\"2026-11-23T10:23:43Z\"",
            "\"2026-11-23T10:23:43.123456789+08:00\"",
            "\"2026-11-23t10:23:43z\"",
            "\"2026-11-23 10:24:42 -0330\"",
            "\"2026-11-23T10:24:42\"",
            "\"2026-11-23\"",
            "\"1970-01-01T00:00:00.000Z\"",
            "\"9999-12-31T23:59:59.999Z\"",
            "\"2024-02-29T23:59:59.999+18:00\"",
            "\"1795429423447\"",
            "1795429423447",
            "0",
            "253402300799999",
            "\" \"",
            "null");

    private final String run;
    private final Random random;
    private final WildText texts;
    private final WildJson json;
    private final List<PlannedEvent> plan = List.copyOf(TrackingPlan.load().events());
    private long ids;

    WildRequests(long seed) {
        this.run = "f" + seed + "-";
        this.random = new Random(seed);
        this.texts = new WildText(random);
        this.json = new WildJson(random, texts);
    }

    /**
     * One request.
     *
     * @param route for the report, e.g. {@code batch}
     * @param body null of a GET
     */
    record Request(String route, String path, byte[] body, boolean gzip, String contentType) {
        boolean isGet() {
            return body.length == 0;
        }
    }

    Request next(String writeKey) {
        String type = random.nextInt(4) == 0 ? "text/plain" : "application/json";
        return switch (random.nextInt(10)) {
            case 0, 1 -> {
                String call = CALLS.get(random.nextInt(CALLS.size()));
                String path = random.nextBoolean() ? call : call.substring(0, 1);
                yield posted("call", "/v1/" + path, event(call), type);
            }
            case 2, 3, 4 ->
                posted(
                        "batch",
                        random.nextBoolean() ? "/v1/batch" : "/v1/import/",
                        "{\"batch\":%s,\"sentAt\":%s,\"context\":%s}".formatted(events(40), time(), sharedContext()),
                        type);
            case 5, 6 -> posted("events", "/v1/events", events(40), type);
            case 7 ->
                posted(
                        "beacon",
                        "/beacon/v1/batch?writeKey=" + writeKey,
                        "{\"batch\":%s}".formatted(events(10)),
                        "text/plain");
            case 8 -> pixel(writeKey);
            default -> clickstream(writeKey);
        };
    }

    private Request posted(String route, String path, String body, String type) {
        byte[] bytes = body.getBytes(UTF_8);
        byte[] packed = gzip(bytes);
        boolean gzip = random.nextBoolean() && isNoBomb(packed, bytes);
        return new Request(route, path, gzip ? packed : bytes, gzip, type);
    }

    private Request pixel(String writeKey) {
        String event = event("track");
        while (event.length() > 3000 || event.getBytes(UTF_8).length > 5000) {
            event = event("track");
        }
        String data = Base64.getUrlEncoder().withoutPadding().encodeToString(event.getBytes(UTF_8));
        return new Request(
                "pixel", "/v1/pixel/track?writeKey=%s&data=%s".formatted(writeKey, data), new byte[0], false, "");
    }

    private Request clickstream(String writeKey) {
        List<String> events = new ArrayList<>();
        for (int i = 1 + random.nextInt(10); i > 0; i--) {
            Map<String, String> event = new LinkedHashMap<>();
            event.put("event_type", texts.quoted(random.nextBoolean() ? "product_viewed" : texts.name(100)));
            event.put("event_id", messageId());
            event.put("device_id", texts.quoted(texts.name(LONGEST_ID)));
            event.put("timestamp", "1795429423447");
            event.put("app_id", texts.quoted("shop"));
            event.put("attributes", json.object(Map.of("product_id", texts.quoted(texts.name(60))), random.nextInt(5)));
            event.put(
                    "user",
                    json.object(Map.of("_user_id", "{\"value\":%s}".formatted(texts.quoted(texts.name(100)))), 1));
            events.add(json.object(event, random.nextInt(3)));
        }
        byte[] body = ("[" + String.join(",", events) + "]").getBytes(UTF_8);
        byte[] zipped = gzip(body);
        boolean packed = random.nextBoolean() && isNoBomb(zipped, body);
        return new Request(
                "clickstream",
                "/collect?appId=%s&compression=%s".formatted(writeKey, packed ? "gzip" : ""),
                packed ? Base64.getEncoder().encode(zipped) : body,
                false,
                "application/json");
    }

    private String events(int most) {
        List<String> events = new ArrayList<>();
        int bytes = 0;
        for (int i = 1 + random.nextInt(most); i > 0 && bytes < LARGEST_BATCH; i--) {
            String event = event(CALLS.get(random.nextInt(CALLS.size())));
            bytes += event.getBytes(UTF_8).length;
            events.add(event);
        }
        return "[" + String.join(",", events) + "]";
    }

    private String event(String call) {
        String event = drawn(call);
        while (event.getBytes(UTF_8).length > LONGEST_EVENT) {
            event = drawn(call);
        }
        return event;
    }

    private String drawn(String call) {
        Map<String, String> event = new LinkedHashMap<>();
        event.put("type", texts.quoted(call));
        if (random.nextInt(20) != 0) {
            event.put("messageId", messageId());
        }
        event.put("anonymousId", random.nextInt(10) == 0 ? Integer.toString(random.nextInt()) : id());
        if (random.nextInt(3) == 0 || call.equals("alias")) {
            event.put("userId", id());
        }
        if (random.nextInt(4) != 0) {
            event.put(random.nextBoolean() ? "timestamp" : "originalTimestamp", time());
        }
        if (random.nextInt(4) == 0) {
            event.put("sentAt", time());
        }
        if (random.nextInt(3) == 0) {
            event.put("sessionId", id());
        }
        if (random.nextBoolean()) {
            event.put("context", context());
        }
        ofCall(call, event);
        return json.object(event, random.nextInt(10) == 0 ? 2 : 0);
    }

    private void ofCall(String call, Map<String, String> event) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (call.equals("track") && random.nextInt(3) != 0) {
            List<PlannedEvent> tracked = plan.stream()
                    .filter(one -> !CALLS.contains(one.event().toLowerCase(java.util.Locale.ROOT)))
                    .toList();
            PlannedEvent planned = tracked.get(random.nextInt(tracked.size()));
            event.put("event", texts.quoted(planned.event()));
            fields.putAll(json.planned(planned));
        } else if (call.equals("track")) {
            event.put("event", texts.quoted(texts.name(LONGEST_ID)));
        } else {
            plan.stream()
                    .filter(one -> one.event().equalsIgnoreCase(call))
                    .findFirst()
                    .ifPresent(planned -> fields.putAll(json.planned(planned)));
        }
        for (String beside : List.of("groupId", "previousId")) {
            boolean belongs = call.equals(beside.equals("groupId") ? "group" : "alias");
            if (belongs) {
                fields.remove(beside);
                event.put(beside, id());
            }
        }
        if (random.nextInt(12) == 0) {
            fields.put("extreme", json.extreme());
        }
        boolean traits = call.equals("identify") || call.equals("group");
        if (!call.equals("alias")) {
            event.put(traits ? "traits" : "properties", json.object(fields, random.nextInt(5)));
        }
    }

    private String sharedContext() {
        String context = context();
        while (context.getBytes(UTF_8).length > LONGEST_EVENT / 2) {
            context = context();
        }
        return context;
    }

    private String context() {
        Map<String, String> context = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            String page = "https://www.example.com/" + texts.upTo(200) + "?utm_source=" + texts.upTo(100)
                    + "&email=a@b.example";
            context.put(
                    "page",
                    "{\"url\":%s,\"referrer\":%s}"
                            .formatted(texts.quoted(page), texts.quoted("https://google.com/?q=" + texts.upTo(50))));
        }
        if (random.nextBoolean()) {
            context.put(
                    "userAgent",
                    texts.quoted(
                            random.nextBoolean() ? "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0" : texts.upTo(600)));
        }
        if (random.nextInt(3) == 0) {
            context.put("ip", texts.quoted("203.0.113.7"));
        }
        return json.object(context, random.nextInt(3));
    }

    private String time() {
        return TIMES.get(random.nextInt(TIMES.size()));
    }

    private String id() {
        return texts.quoted(
                random.nextInt(8) == 0
                        ? WildText.filled("\ud83d\ude00", LONGEST_ID)
                        : WildText.cut(random.nextInt(50) + texts.upTo(LONGEST_ID), LONGEST_ID));
    }

    private String messageId() {
        String unique = run + ids++;
        return texts.quoted(
                random.nextInt(5) == 0 ? WildText.cut(unique + texts.upTo(LONGEST_ID), LONGEST_ID) : unique);
    }

    private static boolean isNoBomb(byte[] packed, byte[] bytes) {
        return bytes.length <= packed.length * LARGEST_RATIO;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
