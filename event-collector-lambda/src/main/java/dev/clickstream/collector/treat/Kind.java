package dev.clickstream.collector.treat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kind of thing a value is. It says how the value is brought into one spelling before it is hashed or made a token
 * (so that {@code Ann@Example.com } and {@code ann@example.com} join), and what is left when it is truncated.
 */
enum Kind {
    /** Lower case without spaces around; truncated to the part from the {@code @} on. */
    EMAIL {
        @Override
        String normal(String text) {
            return text.strip().toLowerCase(Locale.ROOT);
        }

        @Override
        String truncated(String text) {
            int at = text.lastIndexOf('@');
            return at < 0 ? "" : normal(text.substring(at));
        }
    },
    /** Digits and a plus before them; truncated to the first three digits. */
    PHONE {
        @Override
        String normal(String text) {
            StringBuilder digits = new StringBuilder(text.strip().startsWith("+") ? "+" : "");
            text.chars().filter(Kind::isDigit).forEach(digit -> digits.append((char) digit));
            return digits.length() < 4 ? text.strip() : digits.toString();
        }

        @Override
        String truncated(String text) {
            String normal = normal(text);
            return normal.substring(0, Math.min(normal.length(), normal.startsWith("+") ? 4 : 3));
        }
    },
    /** An address of the network; truncated to /24 or /48. What is no address leaves nothing. */
    IP {
        @Override
        String normal(String text) {
            return text.strip();
        }

        @Override
        String truncated(String text) {
            return network(text.strip());
        }
    },
    /** A day; truncated to its year. */
    DATE {
        @Override
        String normal(String text) {
            return text.strip();
        }

        @Override
        String truncated(String text) {
            Matcher year = YEAR.matcher(text);
            return year.find() ? year.group() : "";
        }
    },
    /** Degrees; truncated to one decimal, about 11 km. */
    DEGREES {
        @Override
        String normal(String text) {
            return text.strip();
        }

        @Override
        String truncated(String text) {
            String number = text.strip();
            return PLAIN_NUMBER.matcher(number).matches()
                    ? new BigDecimal(number).setScale(1, RoundingMode.HALF_EVEN).toPlainString()
                    : "";
        }
    },
    /** Of anything else the first character is left, of a post code the first two. */
    POSTCODE {
        @Override
        String normal(String text) {
            return text.strip().toUpperCase(Locale.ROOT);
        }

        @Override
        String truncated(String text) {
            return beginning(normal(text), 2);
        }
    },
    TEXT {
        @Override
        String normal(String text) {
            return text.strip();
        }

        @Override
        String truncated(String text) {
            return beginning(normal(text), 1);
        }
    };

    private static final Pattern YEAR = Pattern.compile("(?<!\\d)(?:19|20)\\d{2}(?!\\d)");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?\\d{1,3}(?:\\.\\d{1,32})?");
    private static final Pattern IPV4 = Pattern.compile(
            "(?:::ffff:)?(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.\\d{1,3}(?::\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9a-fA-F:]{2,39})(?:%[^\\]]*)?(?:\\]:\\d{1,5}|\\])?");

    /** The domain of its tokens. */
    final String word = name().toLowerCase(Locale.ROOT);

    abstract String normal(String text);

    /** What is left; may be empty. Truncating twice is truncating once. */
    abstract String truncated(String text);

    private static String beginning(String text, int codePoints) {
        String whole = text.endsWith("…") ? text.substring(0, text.length() - 1) : text;
        if (whole.codePointCount(0, whole.length()) <= codePoints) {
            return text.endsWith("…") ? text : whole.isEmpty() ? "" : whole + "…";
        }
        return whole.substring(0, whole.offsetByCodePoints(0, codePoints)) + "…";
    }

    /** A list of addresses, as proxies make, leaves its first. Never asks a name server. */
    private static String network(String text) {
        String first = text.split(",", 2)[0].strip();
        Matcher four = IPV4.matcher(first);
        if (four.matches()) {
            return four.group(1) + ".0";
        }
        Matcher six = IPV6.matcher(first);
        if (!six.matches() || six.group(1).indexOf(':') < 0) {
            return "";
        }
        try {
            byte[] address = InetAddress.ofLiteral(six.group(1)).getAddress();
            Arrays.fill(address, 6, address.length, (byte) 0);
            return "%x:%x:%x::".formatted(pair(address, 0), pair(address, 2), pair(address, 4));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static int pair(byte[] address, int at) {
        return (address[at] & 0xff) << 8 | address[at + 1] & 0xff;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
