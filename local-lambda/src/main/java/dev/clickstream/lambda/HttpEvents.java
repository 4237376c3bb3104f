package dev.clickstream.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * HTTP as the events of an HTTP API, payload format 2.0, and back. Source: "Create AWS Lambda proxy integrations for HTTP APIs in API
 * Gateway", API Gateway Developer Guide. A body becomes base64 when its media type is no text, when it is encoded, and when it is not
 * UTF-8: a JSON string could not hold it.
 */
final class HttpEvents {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;
    private static final int BAD_GATEWAY = 502;

    private HttpEvents() {}

    /**
     * A request.
     *
     * @param query as it stands in the URL, still encoded; null if there is none
     * @param headers by name, each with all its values
     */
    record Request(
            String method,
            String path,
            @Nullable String query,
            Map<String, List<String>> headers,
            byte[] body,
            String sourceIp) {
        Request {
            requireNonNull(body);
            headers = Map.copyOf(headers);
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> String.join(",", header.getValue()))
                    .findFirst()
                    .orElse("");
        }
    }

    /** @param headers by name, in their order; a name may have several values */
    record Response(int status, Map<String, List<String>> headers, byte[] body) {
        static Response plain(int status, String message) {
            return new Response(
                    status,
                    Map.of("Content-Type", List.of("application/json")),
                    "{\"message\":\"%s\"}".formatted(message).getBytes(UTF_8));
        }
    }

    static byte[] event(Request request, Instant now) {
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", request.path())
                .put("rawQueryString", request.query() == null ? "" : request.query());
        cookies(request, event);
        ObjectNode headers = event.putObject("headers");
        request.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("cookie")) {
                headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values));
            }
        });
        if (request.query() != null) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            parameters(request.query()).forEach((name, values) -> parameters.put(name, String.join(",", values)));
        }
        ObjectNode context = event.putObject("requestContext")
                .put("accountId", "000000000000")
                .put("apiId", "local")
                .put("domainName", request.header("host"))
                .put("domainPrefix", "local")
                .put("requestId", UUID.randomUUID().toString())
                .put("routeKey", "$default")
                .put("stage", "$default")
                .put("timeEpoch", now.toEpochMilli());
        context.putObject("http")
                .put("method", request.method())
                .put("path", request.path())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", request.sourceIp())
                .put("userAgent", request.header("user-agent"));
        body(request, event);
        return JSON.writeValueAsBytes(event);
    }

    private static void cookies(Request request, ObjectNode event) {
        String cookies = request.header("cookie");
        if (!cookies.isEmpty()) {
            ArrayNode list = event.putArray("cookies");
            for (String cookie : cookies.split(";\\s*")) {
                list.add(cookie);
            }
        }
    }

    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            parameters
                    .computeIfAbsent(name, none -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return java.net.URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static void body(Request request, ObjectNode event) {
        if (request.body().length == 0) {
            event.put("isBase64Encoded", false);
            return;
        }
        Optional<String> text = isText(request) ? utf8(request.body()) : Optional.empty();
        event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(request.body())));
        event.put("isBase64Encoded", text.isEmpty());
    }

    private static boolean isText(Request request) {
        String type = request.header("content-type").toLowerCase(Locale.ROOT);
        boolean textual = type.isEmpty()
                || type.startsWith("text/")
                || type.matches("application/([a-z.+-]*\\+)?(json|xml|javascript)(\\s*;.*)?");
        return textual && request.header("content-encoding").isEmpty();
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** What the function answered, as API Gateway tells it; 502 in its words if that is none of its forms. */
    static Response response(byte[] answered) {
        try {
            JsonNode answer = JSON.readTree(answered);
            if (!answer.isObject() || !answer.has("statusCode")) {
                return new Response(OK, Map.of("Content-Type", List.of("application/json")), answered);
            }
            Map<String, List<String>> headers = new LinkedHashMap<>();
            answer.path("headers").forEachEntry((name, value) -> headers.put(name, List.of(value.asString())));
            List<String> cookies = new ArrayList<>();
            answer.path("cookies").forEach(cookie -> cookies.add(cookie.asString()));
            if (!cookies.isEmpty()) {
                headers.put("Set-Cookie", cookies);
            }
            String body = answer.path("body").asString("");
            return new Response(
                    answer.path("statusCode").asInt(),
                    headers,
                    answer.path("isBase64Encoded").asBoolean(false)
                            ? Base64.getDecoder().decode(body)
                            : body.getBytes(UTF_8));
        } catch (RuntimeException e) {
            return Response.plain(BAD_GATEWAY, "Bad Gateway");
        }
    }
}
