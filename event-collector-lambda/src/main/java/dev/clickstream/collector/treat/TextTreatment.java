package dev.clickstream.collector.treat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.clickstream.pii.Encryption;
import dev.clickstream.pii.KeyedText;
import dev.clickstream.pii.TreatedForm;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Treats one text. What is treated already stays as it is. */
final class TextTreatment {
    private static final Pattern LINK = Pattern.compile("[hH][tT][tT][pP][sS]?://[^\\s<>\"']++");

    private final KeyedText keyed;
    private final Encryption encryption;
    private final UrlScrubber urls;

    TextTreatment(KeyedText keyed, Encryption encryption, UrlScrubber urls) {
        this.keyed = requireNonNull(keyed);
        this.encryption = requireNonNull(encryption);
        this.urls = requireNonNull(urls);
    }

    /** By a rule. Null when nothing is left of it. */
    @Nullable
    String byRule(Rule rule, String text) {
        if (TreatedForm.is(text)) {
            return text;
        }
        String normal = rule.kind().normal(text);
        if (normal.isEmpty()) {
            return text;
        }
        return switch (rule.treatment()) {
            case NONE -> text;
            case HASH -> keyed.hash(normal);
            case TOKENISE -> keyed.token(rule.kind().word, normal);
            case TRUNCATE -> emptyToNull(rule.kind().truncated(text));
            case ENCRYPT -> encryption.encrypt(text.getBytes(UTF_8));
            case DROP -> null;
        };
    }

    /** An id. People do take addresses for ids: such a one becomes a token, so that it still joins. */
    String id(String text) {
        if (PersonalText.isEmail(text.strip())) {
            return keyed.token(Kind.EMAIL.word, Kind.EMAIL.normal(text));
        }
        if (PersonalText.isPhone(text.strip())) {
            return keyed.token(Kind.PHONE.word, Kind.PHONE.normal(text));
        }
        return PersonalText.redacted(text, false);
    }

    /** Any other text, by its look. */
    String free(String text, boolean isUrl) {
        if (isUrl || UrlScrubber.looksLikeUrl(text)) {
            return urls.scrubbed(text);
        }
        if (PersonalText.isEmail(text.strip())) {
            return keyed.hash(Kind.EMAIL.normal(text));
        }
        if (PersonalText.isPhone(text.strip())) {
            return keyed.hash(Kind.PHONE.normal(text));
        }
        return PersonalText.redacted(text.contains("://") ? withLinksScrubbed(text) : text, true);
    }

    private String withLinksScrubbed(String text) {
        return LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement(urls.scrubbed(link.group())));
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
