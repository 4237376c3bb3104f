package dev.clickstream.infra.check.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a principal asks for.
 *
 * @param principal the ARN of its role
 * @param action with its service, {@code s3:GetObject}
 * @param resource an ARN
 * @param context condition keys, in any case, with their values; a key that is not here is not in the request
 */
public record Request(String principal, String action, String resource, Map<String, List<String>> context) {
    public Request {
        TreeMap<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        keys.putAll(context);
        keys.putIfAbsent("aws:PrincipalArn", List.of(principal));
        keys.putIfAbsent("aws:PrincipalAccount", List.of(account(principal)));
        keys.putIfAbsent("aws:SecureTransport", List.of("true"));
        keys.putIfAbsent("s3:TlsVersion", List.of("1.3"));
        context = keys;
    }

    public static Request of(String principal, String action, String resource) {
        return new Request(principal, action, resource, Map.of());
    }

    public Request with(String key, String value) {
        TreeMap<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        keys.putAll(context);
        keys.put(key, List.of(value));
        return new Request(principal, action, resource, keys);
    }

    /** The service's name in the action, lower case. */
    String service() {
        return action.substring(0, action.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    static String account(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length > 4 ? parts[4] : "";
    }
}
