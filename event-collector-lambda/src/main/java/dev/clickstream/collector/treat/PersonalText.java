package dev.clickstream.collector.treat;

import dev.clickstream.pii.TreatedForm;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what is personal by its look alone, in text of any kind: e-mail addresses, JSON web tokens, telephone numbers
 * written as such, payment cards (by their check digit), Singapore's NRIC and FIN (by their check letter). What it finds
 * becomes {@value TreatedForm#REDACTED}. Names and addresses of people cannot be found this way.
 */
final class PersonalText {
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]{5,}+\\.[A-Za-z0-9_-]{5,}+(?:\\.[A-Za-z0-9_-]*+)?");
    /** International with its plus or zeros, or in the American groups. */
    private static final Pattern PHONE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])\\+[1-9](?:[ .\\-()/]{0,2}\\d){6,14}(?!\\d)|(?<![\\p{L}\\p{N}.:])00[1-9]\\d{0,2}[ .-](?:[ .\\-()/]{0,2}\\d){5,12}(?!\\d)|(?<![\\p{L}\\p{N}.\\-])\\(?[2-9]\\d{2}(?:\\) ?|[ .-])[2-9]\\d{2}[ .-]\\d{4}(?![\\d-])");

    private static final Pattern CARD =
            Pattern.compile("(?<![\\p{L}\\p{N}.])[2-6](?:[ -]?\\d){12,18}(?![\\p{L}\\p{N}])");
    private static final Pattern NRIC =
            Pattern.compile("(?<![\\p{L}\\p{N}])[STFGM]\\d{7}[A-Z](?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE);
    private static final String NOT_OF_LOCAL_PART = "@/?&=#<>\"',;:()[]|\\{}";

    private PersonalText() {}

    /**
     * What one pass over a text tells: whether it is worth looking closer.
     *
     * @param at it holds something that may be an at-sign
     * @param dot it holds a full stop
     * @param digits the most digits with nothing but separators between them
     */
    private record Glance(boolean at, boolean dot, int digits) {
        static Glance at(String text) {
            boolean at = false;
            boolean dot = false;
            int digits = 0;
            int most = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                byte look = c < LOOKS.length ? LOOKS[c] : isAt(c) ? AT : ORDINARY;
                if (look == ORDINARY) {
                    digits = 0;
                } else if (look == DIGIT) {
                    digits++;
                    most = Math.max(most, digits);
                } else if (look == AT) {
                    digits = 0;
                    at = true;
                } else {
                    dot |= c == '.';
                }
            }
            return new Glance(at, dot, most);
        }

        private static final byte ORDINARY = 0;
        private static final byte DIGIT = 1;
        private static final byte SEPARATOR = 2;
        private static final byte AT = 3;
        /** Every character of every text is looked at: one look-up for each. */
        private static final byte[] LOOKS = looks();

        private static byte[] looks() {
            byte[] looks = new byte[128];
            Arrays.fill(looks, '0', '9' + 1, DIGIT);
            " .-()/".chars().forEach(c -> looks[c] = SEPARATOR);
            "@%&".chars().forEach(c -> looks[c] = AT);
            return looks;
        }
    }

    /** Whether {@link #redacted} would leave the text as it is, found out cheaply; false does not say that it would not. */
    static boolean isPlain(String text) {
        Glance glance = Glance.at(text);
        return !glance.at() && glance.digits() < 7 && !(glance.dot() && text.contains("eyJ"));
    }

    /** The same instance when there is nothing to do, which is nearly always. */
    static String redacted(String text, boolean withDigits) {
        Glance glance = Glance.at(text);
        String result = glance.at() && glance.dot() ? withoutEmails(text) : text;
        if (glance.dot() && result.contains("eyJ")) {
            result = TOKEN.matcher(result).replaceAll(TreatedForm.REDACTED);
        }
        if (!withDigits || glance.digits() < 7) {
            return result;
        }
        // What is taken out may set free what stood beside it.
        for (String before = ""; !before.equals(result); ) {
            before = result;
            result = glance.digits() >= 13 ? redacted(CARD, result, PersonalText::isCard) : result;
            result = PHONE.matcher(result).replaceAll(TreatedForm.REDACTED);
            result = redacted(NRIC, result, PersonalText::isNric);
        }
        return result;
    }

    static boolean isEmail(String text) {
        int at = text.indexOf('@');
        return at > 0 && withoutEmails(text).equals(TreatedForm.REDACTED);
    }

    /** A telephone number in its international form and nothing else. */
    static boolean isPhone(String text) {
        return text.length() >= 8
                && text.charAt(0) == '+'
                && PHONE.matcher(text).matches();
    }

    private static String redacted(Pattern pattern, String text, Predicate<String> proved) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder result = null;
        while (matcher.find()) {
            if (proved.test(matcher.group())) {
                result = result == null ? new StringBuilder() : result;
                matcher.appendReplacement(result, TreatedForm.REDACTED);
            }
        }
        return result == null ? text : matcher.appendTail(result).toString();
    }

    /** Looks from each at-sign to both sides, so that the time is bounded by the length whatever the text. */
    private static String withoutEmails(String text) {
        StringBuilder result = null;
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            int after = afterAt(text, i);
            if (after < 0) {
                continue;
            }
            int from = i;
            while (from > done && isOfLocalPart(text.charAt(from - 1))) {
                from--;
            }
            int to = from == i ? -1 : endOfDomain(text, after);
            if (to > 0) {
                result = result == null ? new StringBuilder(text.length()) : result;
                result.append(text, done, from).append(TreatedForm.REDACTED);
                done = to;
                i = to - 1;
            }
        }
        return result == null ? text : result.append(text, done, text.length()).toString();
    }

    private static boolean isAt(char c) {
        return c == '@' || c == '\uFF20' || c == '\uFE6B';
    }

    /** Where the domain begins if an at-sign stands here, in any of its spellings; else -1. */
    private static int afterAt(String text, int i) {
        char c = text.charAt(i);
        if (isAt(c)) {
            return i + 1;
        }
        if (c != '%' && c != '&') {
            return -1;
        }
        for (String spelling : new String[] {"%40", "%2540", "&#64;", "&#x40;", "&commat;"}) {
            if (text.regionMatches(true, i, spelling, 0, spelling.length())) {
                return i + spelling.length();
            }
        }
        return -1;
    }

    private static boolean isOfLocalPart(char c) {
        return c > ' ' && !Character.isWhitespace(c) && !isAt(c) && NOT_OF_LOCAL_PART.indexOf(c) < 0;
    }

    /** Where a domain with at least one dot and a last label of two letters ends; -1 if none begins here. */
    private static int endOfDomain(String text, int from) {
        int end = -1;
        int label = from;
        int labels = 0;
        boolean letters = true;
        for (int i = from; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c) || (c == '-' && i > label)) {
                letters &= !(c >= '0' && c <= '9') || i > label;
                continue;
            }
            if (i == label) {
                return end;
            }
            labels++;
            if (labels > 1 && i - label >= 2 && letters) {
                end = i;
            }
            if (c != '.') {
                return end;
            }
            label = i + 1;
            letters = true;
        }
        return end;
    }

    private static boolean isCard(String match) {
        String digits = match.replaceAll("[^0-9]", "");
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
            sum += counted;
        }
        return digits.length() <= 19 && sum % 10 == 0;
    }

    private static boolean isNric(String match) {
        String text = match.toUpperCase(Locale.ROOT);
        int[] weights = {2, 7, 6, 5, 4, 3, 2};
        char kind = text.charAt(0);
        int sum = kind == 'T' || kind == 'G' ? 4 : kind == 'M' ? 3 : 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (text.charAt(i + 1) - '0');
        }
        int rest = sum % 11;
        char expected = kind == 'S' || kind == 'T'
                ? "JZIHGFEDCBA".charAt(rest)
                : kind == 'M' ? "KLJNPQRTUWX".charAt(10 - rest) : "XWUTRQPNMLK".charAt(rest);
        return text.charAt(8) == expected;
    }
}
