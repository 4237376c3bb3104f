package dev.clickstream.pii;

import java.util.regex.Pattern;

/** Tells a text that is treated already, so that what was stored and is sent again is not treated twice. */
public final class TreatedForm {
    public static final String REDACTED = "[redacted]";

    private static final Pattern FORM = Pattern.compile("hash:" + PiiKeys.KEY_ID + ":[A-Za-z0-9_-]{43}|token:"
            + PiiKeys.KEY_ID + ":[A-Za-z0-9_-]{22}|encrypted:" + PiiKeys.KEY_ID
            + ":[A-Za-z0-9_-]{54}:[A-Za-z0-9_-]{38,}+");

    private TreatedForm() {}

    /** Whether the whole text is a hash, a token, an encrypted value or {@value #REDACTED}. */
    public static boolean is(String text) {
        return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case 'h', 't', 'e' -> FORM.matcher(text).matches();
            case '[' -> text.equals(REDACTED);
            default -> false;
        };
    }
}
