package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;

/** DISTSTYLE, DISTKEY, SORTKEY, ENCODE, BACKUP and AUTO REFRESH between a relation's name or columns and its AS. */
final class AttributeClauses {

    private final Tokens tokens;
    private final TableAttributes attributes;

    private AttributeClauses(Tokens tokens, TableAttributes attributes) {
        this.tokens = tokens;
        this.attributes = attributes;
    }

    /** Takes them out from there on, and returns where AS or the end is. */
    static int takeOut(Tokens tokens, int from, TableAttributes attributes) {
        return new AttributeClauses(tokens, attributes).takeOut(from);
    }

    private int takeOut(int from) {
        int at = from;
        while (at < tokens.size() && !tokens.at(at).is("as")) {
            int end = attribute(at);
            if (end < 0) {
                at = tokens.next(at);
            } else {
                tokens.remove(at, end);
                at = tokens.next(at);
            }
        }
        return at;
    }

    /** The last position of the attribute that starts here, or -1. */
    private int attribute(int at) {
        Token token = tokens.at(at);
        int next = tokens.next(at);
        if (token.is("diststyle")) {
            attributes.distStyle(tokens.at(next).text());
            return next;
        }
        if (token.is("backup") || token.is("encode")) {
            return next;
        }
        if (token.is("auto") && tokens.at(next).is("refresh")) {
            return tokens.next(next);
        }
        if (token.isAnyOf("compound", "interleaved")) {
            return at;
        }
        if (token.is("distkey") && tokens.at(next).isSymbol("(")) {
            attributes.distKey(tokens.after(next).name());
            return tokens.closing(next);
        }
        if (token.is("sortkey")) {
            return sortKey(next);
        }
        return -1;
    }

    private int sortKey(int next) {
        if (!tokens.at(next).isSymbol("(")) {
            return next;
        }
        int close = tokens.closing(next);
        tokens.arguments(next, close)
                .forEach(column ->
                        attributes.sortKey(Tokens.of(column.strip()).at(0).name()));
        return close;
    }
}
