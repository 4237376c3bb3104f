package dev.clickstream.redshift.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** What a client asks for when it connects. */
sealed interface Startup {

    /** A session, with parameters as the client wrote them. */
    record SessionWanted(String user, String database, Map<String, String> parameters) implements Startup {

        private static final Set<String> KNOWN_TO_POSTGRES = Set.of(
                "application_name",
                "client_encoding",
                "datestyle",
                "extra_float_digits",
                "options",
                "search_path",
                "timezone");

        /** Redshift's backslash escapes in plain literals, and no notice about them. */
        private static final String REDSHIFT_DEFAULTS =
                "-c standard_conforming_strings=off -c escape_string_warning=off";

        /** The parameters for the backend: drivers send many which PostgreSQL would refuse. */
        Map<String, String> forBackend() {
            Map<String, String> kept = new LinkedHashMap<>();
            kept.put("user", user);
            kept.put("database", database);
            parameters.forEach((name, value) -> {
                String key = name.toLowerCase(Locale.ROOT);
                if (KNOWN_TO_POSTGRES.contains(key)) {
                    kept.put(key, key.equals("client_encoding") ? encoding(value) : value);
                }
            });
            kept.merge("options", REDSHIFT_DEFAULTS, (given, ours) -> ours + " " + given);
            return kept;
        }

        private static String encoding(String value) {
            return value.equalsIgnoreCase("unicode") ? "UTF8" : value;
        }
    }

    /** Another session's statement is to be cancelled. */
    record CancelWanted(int processId, byte[] packet) implements Startup {}

    int PROTOCOL_3 = 196_608;
    int CANCEL = 80_877_102;
    int SSL = 80_877_103;
    int GSS = 80_877_104;

    /** Reads up to the first real request; who asks for TLS gets it. */
    static Startup read(Channel client, Supplier<SSLContext> tls) throws IOException {
        while (true) {
            byte[] packet = client.readUntyped();
            Message.Fields fields = new Message.Fields(ByteBuffer.wrap(packet));
            int code = fields.int32();
            switch (code) {
                case SSL -> client.secure(tls.get());
                case GSS -> client.writeByte('N');
                case CANCEL -> {
                    return new CancelWanted(fields.int32(), packet);
                }
                default -> {
                    return session(code, fields);
                }
            }
        }
    }

    private static SessionWanted session(int code, Message.Fields fields) throws IOException {
        if (code >> 16 != 3) {
            throw new IOException("unsupported protocol " + (code >> 16) + "." + (code & 0xffff));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        while (fields.hasMore()) {
            String name = fields.text();
            if (name.isEmpty()) {
                break;
            }
            parameters.put(name, fields.text());
        }
        String user = parameters.getOrDefault("user", "");
        return new SessionWanted(user, parameters.getOrDefault("database", user), parameters);
    }

    static byte[] packet(Map<String, String> parameters) {
        Message.Body body = new Message.Body().int32(PROTOCOL_3);
        parameters.forEach((name, value) -> body.text(name).text(value));
        return body.int8(0).bytes();
    }
}
