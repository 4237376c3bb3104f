package dev.clickstream.redshift.unload;

import dev.clickstream.redshift.copy.CopyFailure;
import dev.clickstream.redshift.copy.S3Location;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import dev.clickstream.redshift.unload.UnloadCommand.Format;
import java.util.Locale;

/** Reads an UNLOAD statement: what it does not know it refuses. */
public final class UnloadParser {

    private final Tokens tokens;
    private int at;
    private Format format = Format.TEXT;
    private char delimiter = '|';
    private boolean header;
    private boolean manifest;
    private boolean overwrites;
    private boolean authorised;

    private UnloadParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** @throws CopyFailure if it is none, or has an option that is not supported */
    public static UnloadCommand parse(Tokens tokens) {
        return new UnloadParser(tokens).parse();
    }

    private UnloadCommand parse() {
        at = tokens.next(tokens.first());
        int query = tokens.next(at);
        int to = tokens.next(tokens.next(query));
        if (!tokens.at(at).isSymbol("(")
                || !tokens.at(query).isString()
                || !tokens.at(to).is("to")) {
            throw CopyFailure.syntax("UNLOAD is written as UNLOAD ('query') TO 's3://bucket/prefix' IAM_ROLE ...");
        }
        S3Location prefix = S3Location.parse(literal(tokens.next(to)));
        at = tokens.next(tokens.next(to));
        while (at < tokens.size()) {
            option(tokens.at(at), tokens.next(at));
        }
        if (!authorised) {
            throw CopyFailure.syntax("CREDENTIALS argument is required but was not provided: give IAM_ROLE");
        }
        return new UnloadCommand(literal(query), prefix, format, delimiter, header, manifest, overwrites);
    }

    private void option(Token option, int next) {
        switch (option.lower()) {
            case "iam_role" -> {
                authorised = true;
                at = tokens.next(next);
            }
            case "format" -> at = tokens.at(next).is("as") ? tokens.next(next) : next;
            case "csv" -> {
                format = Format.CSV;
                delimiter = ',';
                at = next;
            }
            case "parquet" -> {
                format = Format.PARQUET;
                at = next;
            }
            case "delimiter" -> {
                int value = tokens.at(next).is("as") ? tokens.next(next) : next;
                delimiter = literal(value).replace("\\t", "\t").charAt(0);
                at = tokens.next(value);
            }
            case "header" -> {
                header = true;
                at = next;
            }
            case "manifest" -> {
                manifest = true;
                at = next;
            }
            case "allowoverwrite" -> {
                overwrites = true;
                at = next;
            }
            case "parallel" -> at = tokens.next(next);
            default ->
                throw CopyFailure.syntax(
                        option.text().toUpperCase(Locale.ROOT) + " of UNLOAD is not supported by the local stand-in");
        }
    }

    private String literal(int position) {
        String text = tokens.at(position).text();
        if (!tokens.at(position).isString() || text.length() < 2) {
            throw CopyFailure.syntax("syntax error at or near \"" + text + "\"");
        }
        if (text.startsWith("$")) {
            int tag = text.indexOf('$', 1) + 1;
            return text.substring(tag, text.length() - tag);
        }
        return text.substring(1, text.length() - 1).replace("''", "'").replace("\\'", "'");
    }
}
