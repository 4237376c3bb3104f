package dev.clickstream.collector.treat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clickstream.pii.TreatedForm;
import dev.clickstream.plan.Treatment;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes what is personal out of an address of a page: the user info before the host, parameters of query and fragment by
 * their name, and in every part what looks personal, percent-encoded or not. What is taken out becomes {@value
 * TreatedForm#REDACTED}, a part at a time; all else stays as it was, byte by byte. Never fails, whatever the text;
 * scrubbing twice is scrubbing once.
 */
final class UrlScrubber {
    /** Deeper is no honest link any more: what is still encoded then is taken out. */
    private static final int MOST_DECODINGS = 6;

    private static final int MOST_NESTED = 4;
    private static final List<String> PERSONAL_SCHEMES =
            List.of("mailto:", "tel:", "sms:", "facetime:", "sip:", "sips:", "skype:", "xmpp:");
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]{0,30}:");
    private static final Pattern DIGITS = Pattern.compile("[+ (]{0,2}\\d(?:[ .()-]?\\d){8,18}");

    private final FieldNames names;

    UrlScrubber(FieldNames names) {
        this.names = names;
    }

    /** Whether a text is an address, or a part of one, by its look: an absolute one, or one that begins like its parts. */
    static boolean looksLikeUrl(String text) {
        if (text.length() < 2) {
            return false;
        }
        char first = text.charAt(0);
        if (first == '/' || first == '?' || first == '#') {
            return text.indexOf(' ') < 0;
        }
        int colon = text.indexOf("://");
        return colon > 0 && colon < 31 && text.indexOf(' ') < 0;
    }

    /** The same instance when there is nothing to do. */
    String scrubbed(String url) {
        return scrubbed(url, 0);
    }

    private String scrubbed(String url, int nesting) {
        if (nesting > MOST_NESTED) {
            return TreatedForm.REDACTED;
        }
        int hash = url.indexOf('#');
        if (hash < 0 && url.indexOf('?') < 0 && PersonalText.isPlain(url) && !isOfPerson(url)) {
            return url;
        }
        String beforeHash = hash < 0 ? url : url.substring(0, hash);
        int question = beforeHash.indexOf('?');
        String base = question < 0 ? beforeHash : beforeHash.substring(0, question);
        StringBuilder result = new StringBuilder(url.length());
        appendBase(result, base);
        if (question >= 0) {
            result.append('?');
            appendQuery(result, beforeHash.substring(question + 1), nesting);
        }
        if (hash >= 0) {
            result.append('#');
            appendFragment(result, url.substring(hash + 1), nesting);
        }
        String scrubbed = result.toString();
        return scrubbed.equals(url) ? url : scrubbed;
    }

    private void appendBase(StringBuilder result, String base) {
        Matcher scheme = SCHEME.matcher(base);
        int from = scheme.lookingAt() ? scheme.end() : 0;
        int path = from;
        if (base.startsWith("//", from)) {
            int authority = from + 2;
            path = authority;
            while (path < base.length() && !isSlash(base.charAt(path))) {
                path++;
            }
            String host = base.substring(Math.max(authority, base.lastIndexOf('@', path - 1) + 1), path);
            result.append(base, 0, authority).append(isPersonal(host, false) ? TreatedForm.REDACTED : host);
        } else {
            // mailto:, tel: and sms: name a person right after the colon.
            result.append(base, 0, from);
        }
        if (path == from && path < base.length() && isOfPerson(base)) {
            result.append(TreatedForm.REDACTED);
            return;
        }
        appendPath(result, base.substring(path));
    }

    private static boolean isOfPerson(String url) {
        for (String scheme : PERSONAL_SCHEMES) {
            if (url.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return true;
            }
        }
        return false;
    }

    private void appendPath(StringBuilder result, String path) {
        int from = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || isSlash(path.charAt(i))) {
                String segment = path.substring(from, i);
                result.append(isPersonal(segment, false) ? TreatedForm.REDACTED : segment);
                if (i < path.length()) {
                    result.append(path.charAt(i));
                }
                from = i + 1;
            }
        }
    }

    private void appendFragment(StringBuilder result, String fragment, int nesting) {
        int question = fragment.indexOf('?');
        String path = question < 0 ? fragment : fragment.substring(0, question);
        if (path.indexOf('=') >= 0 || path.indexOf('&') >= 0) {
            appendQuery(result, path, nesting);
        } else {
            appendPath(result, path);
        }
        if (question >= 0) {
            result.append('?');
            appendQuery(result, fragment.substring(question + 1), nesting);
        }
    }

    private void appendQuery(StringBuilder result, String query, int nesting) {
        int from = 0;
        for (int i = 0; i <= query.length(); i++) {
            if (i == query.length() || query.charAt(i) == '&' || query.charAt(i) == ';') {
                appendParameter(result, query.substring(from, i), nesting);
                if (i < query.length()) {
                    result.append(query.charAt(i));
                }
                from = i + 1;
            }
        }
    }

    private void appendParameter(StringBuilder result, String parameter, int nesting) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        if (isPersonal(name, false)) {
            result.append(TreatedForm.REDACTED);
            return;
        }
        result.append(name);
        if (equals < 0) {
            return;
        }
        result.append('=');
        String value = parameter.substring(equals + 1);
        result.append(isPersonalParameter(name, value, nesting) ? TreatedForm.REDACTED : value);
    }

    private boolean isPersonalParameter(String name, String value, int nesting) {
        if (value.isEmpty() || value.equals(TreatedForm.REDACTED)) {
            return false;
        }
        FieldNames.Facts facts = names.facts(name.indexOf('%') < 0 ? name : decodedWhole(name));
        if (facts.rule(FieldNames.Place.PERSON).treatment() != Treatment.NONE) {
            return true;
        }
        if (isPersonal(value, !facts.isId())) {
            return true;
        }
        String decoded = value.indexOf('%') < 0 ? value : decodedWhole(value);
        boolean hasParts = decoded.indexOf('=') >= 0 || decoded.indexOf('#') >= 0 || decoded.indexOf('@') >= 0;
        boolean isQuery = decoded.indexOf('?') < 0 && decoded.indexOf("://") < 0;
        String nested = isQuery ? "?" + decoded : decoded;
        return hasParts && !scrubbed(nested, nesting + 1).equals(nested);
    }

    /** @param withDigits whether digits alone can be personal here: not in an id, nor in a path */
    private static boolean isPersonal(String part, boolean withDigits) {
        if (part.equals(TreatedForm.REDACTED)) {
            return false;
        }
        String text = part;
        for (int i = 0; ; i++) {
            if (!PersonalText.redacted(text, true).equals(text)
                    || (withDigits
                            && beginsLikeDigits(text)
                            && DIGITS.matcher(text).matches())) {
                return true;
            }
            if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
                return false;
            }
            String decoded = decoded(text);
            if (decoded.equals(text)) {
                return false;
            }
            if (i == MOST_DECODINGS) {
                return true;
            }
            text = decoded;
        }
    }

    private static boolean beginsLikeDigits(String text) {
        return text.length() >= 9 && "0123456789+ (".indexOf(text.charAt(0)) >= 0;
    }

    private static String decodedWhole(String text) {
        String decoded = text;
        for (int i = 0; i <= MOST_DECODINGS && decoded.indexOf('%') >= 0; i++) {
            decoded = decoded(decoded);
        }
        return decoded;
    }

    /** One decoding; what is no encoding stays. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text.replace('+', ' ');
        }
        byte[] bytes = text.getBytes(UTF_8);
        ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                result.write(high << 4 | low);
                i += 2;
            } else {
                result.write(bytes[i]);
            }
        }
        return result.toString(UTF_8);
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }
}
