package dev.clickstream.redshift.sql.gate;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.Optional;
import java.util.Set;

/** Words that Redshift reserves and PostgreSQL does not, where they stand unquoted as a name. */
final class ReservedWords {

    private static final Set<String> WORDS = Set.of(
            "aes128",
            "aes256",
            "allowoverwrite",
            "az64",
            "backup",
            "blanksasnull",
            "bytedict",
            "bzip2",
            "credentials",
            "current_user_id",
            "defrag",
            "deflate",
            "delta",
            "delta32k",
            "disable",
            "emptyasnull",
            "enable",
            "encode",
            "encrypt",
            "encryption",
            "explicit",
            "globaldict256",
            "globaldict64k",
            "gzip",
            "identity",
            "ignore",
            "lun",
            "luns",
            "lzo",
            "lzop",
            "minus",
            "mostly16",
            "mostly32",
            "mostly8",
            "new",
            "nulls",
            "off",
            "offline",
            "old",
            "open",
            "parallel",
            "partition",
            "percent",
            "permissions",
            "pivot",
            "raw",
            "readratio",
            "recover",
            "rejectlog",
            "resort",
            "respect",
            "restore",
            "snapshot",
            "sysdate",
            "system",
            "tag",
            "tdes",
            "text255",
            "text32k",
            "timestamp",
            "top",
            "truncatecolumns",
            "unnest",
            "unpivot",
            "wallet",
            "without");

    private static final String[] BEFORE_TARGET = {"into", "update", "table", "view", "schema", "exists"};
    private static final String[] BEFORE_VALUE = {
        "select",
        "by",
        "where",
        "and",
        "or",
        "on",
        "when",
        "then",
        "else",
        "distinct",
        "not",
        "having",
        "qualify",
        "set"
    };
    private static final String[] AFTER_VALUE = {
        "from", "is", "in", "as", "and", "or", "asc", "desc", "then", "else", "end", "where", "group", "order", "limit",
        "between", "like"
    };
    private static final String SIGNS = "=<>!+-*/|%";

    private final Tokens tokens;

    private ReservedWords(Tokens tokens) {
        this.tokens = tokens;
    }

    static Optional<Refusal> refuses(Tokens tokens) {
        ReservedWords words = new ReservedWords(tokens);
        for (int at = tokens.first(); at < tokens.size(); at = tokens.next(at)) {
            Token token = tokens.at(at);
            if (token.kind() == Token.Kind.WORD && WORDS.contains(token.lower()) && words.isName(at)) {
                return Optional.of(Refusal.syntax(token.text()));
            }
        }
        return Optional.empty();
    }

    private boolean isName(int at) {
        if (tokens.at(at - 1).isSymbol(".")) {
            return false; // after a dot any word is a name
        }
        if (tokens.at(at + 1).isSymbol(".")) {
            return true;
        }
        return isColumnDefined(at) || isRelation(at) || isCommonTable(at) || isValue(at);
    }

    /** The first word of a part of CREATE TABLE's brackets. */
    private boolean isColumnDefined(int at) {
        Token before = tokens.before(at);
        Token after = tokens.after(at);
        return tokens.at(tokens.first()).is("create")
                && (before.isSymbol("(") || before.isSymbol(","))
                && after.kind() == Token.Kind.WORD
                && !after.isAnyOf(AFTER_VALUE)
                && !after.isAnyOf("nulls", "by");
    }

    private boolean isRelation(int at) {
        Token before = tokens.before(at);
        Token after = tokens.after(at);
        boolean source = before.isAnyOf("from", "join") && !after.isSymbol("(") && !after.isString();
        boolean target = before.isAnyOf(BEFORE_TARGET) && !after.isString();
        return source || target;
    }

    private boolean isCommonTable(int at) {
        Token before = tokens.before(at);
        int as = tokens.next(at);
        return (before.isAnyOf("with", "recursive") || before.isSymbol(",")) && tokens.sequence(as, "as", "(");
    }

    private boolean isValue(int at) {
        if (tokens.at(at).is("sysdate")) {
            return false;
        }
        Token before = tokens.before(at);
        Token after = tokens.after(at);
        boolean starts = before.isAnyOf(BEFORE_VALUE) || before.isSymbol(",") || before.isSymbol("(") || isSign(before);
        boolean ends = after.isAnyOf(AFTER_VALUE)
                || after.isSymbol(",")
                || after.isSymbol(")")
                || after.isSymbol("::")
                || isSign(after)
                || tokens.next(at) >= tokens.size();
        return starts && ends;
    }

    private static boolean isSign(Token token) {
        return token.kind() == Token.Kind.SYMBOL && SIGNS.contains(token.text());
    }
}
