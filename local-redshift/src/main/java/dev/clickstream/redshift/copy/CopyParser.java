package dev.clickstream.redshift.copy;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a COPY statement and refuses every option that Redshift does not allow for columnar files. */
public final class CopyParser {

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+|default");
    private static final Set<String> ON_OFF = Set.of("on", "off", "true", "false");

    private final Tokens tokens;
    private int at;
    private boolean parquet;
    private boolean manifest;
    private boolean explicitIds;
    private boolean authorised;

    private CopyParser(Tokens tokens) {
        this.tokens = tokens;
    }

    public static CopyCommand parse(Tokens tokens) {
        return new CopyParser(tokens).parse();
    }

    private CopyCommand parse() {
        at = tokens.next(tokens.first());
        int name = at;
        while (tokens.at(at + 1).isSymbol(".")) {
            at += 2;
        }
        String table = tokens.text(name, at + 1);
        at = tokens.next(at);
        List<String> columns = columns();
        if (!tokens.at(at).is("from")) {
            throw CopyFailure.syntax(
                    "syntax error at or near \"" + tokens.at(at).text() + "\"");
        }
        at = tokens.next(at);
        if (!tokens.at(at).isString()) {
            throw CopyFailure.syntax("COPY from anything but S3 is not supported by the local stand-in");
        }
        S3Location source = S3Location.parse(literal(tokens.at(at)));
        at = tokens.next(at);
        while (at < tokens.size()) {
            option();
        }
        require(authorised, "CREDENTIALS argument is required but was not provided: give IAM_ROLE");
        require(parquet, "only FORMAT AS PARQUET is supported by the local stand-in");
        return new CopyCommand(table, columns, source, manifest, explicitIds);
    }

    private List<String> columns() {
        if (!tokens.at(at).isSymbol("(")) {
            return List.of();
        }
        int close = tokens.closing(at);
        List<String> names = new ArrayList<>();
        for (String argument : tokens.arguments(at, close)) {
            names.add(argument.strip());
        }
        at = tokens.next(close);
        return names;
    }

    private void option() {
        Token option = tokens.at(at);
        int next = tokens.next(at);
        switch (option.lower()) {
            case "iam_role" -> role(next);
            case "credentials", "with" -> credentials(option, next);
            case "format" -> format(next);
            case "parquet" -> {
                parquet = true;
                at = next;
            }
            case "manifest" -> {
                manifest = true;
                at = next;
            }
            case "explicit_ids" -> {
                explicitIds = true;
                at = next;
            }
            case "fillrecord" -> at = next;
            case "acceptinvchars" -> at = afterValue(next, tokens.at(next).isString());
            case "statupdate" ->
                at = afterValue(next, ON_OFF.contains(tokens.at(next).lower()));
            default -> throw refused(option);
        }
    }

    private void role(int value) {
        String text = tokens.at(value).isString()
                ? literal(tokens.at(value))
                : tokens.at(value).lower();
        require(ROLE.matcher(text).matches(), "Invalid IAM_ROLE: '" + text + "'");
        authorised = true;
        at = tokens.next(value);
    }

    private void credentials(Token option, int next) {
        int value = option.is("with") ? tokens.next(next) : next;
        value = tokens.at(value).is("as") ? tokens.next(value) : value;
        require(tokens.at(value).isString(), "syntax error at or near \"" + option.text() + "\"");
        authorised = true;
        at = tokens.next(value);
    }

    private void format(int next) {
        int value = tokens.at(next).is("as") ? tokens.next(next) : next;
        if (!tokens.at(value).is("parquet")) {
            throw CopyFailure.syntax(
                    "FORMAT " + tokens.at(value).text() + " is not supported by the local stand-in, only PARQUET");
        }
        parquet = true;
        at = tokens.next(value);
    }

    private int afterValue(int next, boolean hasValue) {
        return hasValue ? tokens.next(next) : next;
    }

    private static CopyFailure refused(Token option) {
        String name = option.text().toUpperCase(java.util.Locale.ROOT);
        return CopyFailure.syntax(name + " argument is not supported for PARQUET based COPY");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw CopyFailure.syntax(message);
        }
    }

    private static String literal(Token token) {
        return token.text().substring(1, token.text().length() - 1).replace("''", "'");
    }
}
