package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Columns;
import dev.clickstream.redshift.sql.SessionState;
import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import dev.clickstream.redshift.sql.statement.SessionSettings;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code props.item.id} and {@code e.props.tags[0]} reach into a SUPER value where a name on the way is a SUPER column.
 * What is cast or compared with a literal is taken as text or number, all else stays SUPER.
 */
final class SuperPaths {

    /** After these a dotted name is a relation. */
    private static final String[] BEFORE_RELATION = {"from", "join", "into", "table", "update", "view", "on"};

    private final Tokens tokens;
    private final Set<String> superNames;
    private final SuperPath.Names names;

    private SuperPaths(Tokens tokens, Set<String> superNames, SuperPath.Names names) {
        this.tokens = tokens;
        this.superNames = superNames;
        this.names = names;
    }

    static boolean mayHavePaths(Tokens tokens) {
        for (int at = 1; at < tokens.size(); at++) {
            boolean step = tokens.at(at).isSymbol(".")
                    || tokens.at(at).isSymbol("[")
                    || tokens.at(at).isSymbol("::");
            if (step && tokens.at(at - 1).isName()) {
                return true;
            }
        }
        return false;
    }

    static void rewrite(Tokens tokens, Columns columns, SessionState state) {
        SuperPath.Names names = new SuperPath.Names(
                state.isOn(SessionSettings.CASE_SENSITIVE_SUPER),
                state.isOn(SessionSettings.CASE_SENSITIVE_IDENTIFIER));
        Set<String> superNames = new HashSet<>(columns.ofTypeSuper());
        SuperAliases.learn(tokens, superNames);
        SuperUnnest.rewrite(tokens, superNames, names);
        new SuperPaths(tokens, superNames, names).rewrite();
    }

    private void rewrite() {
        for (int at = tokens.size() - 1; at >= 0; at--) {
            if (!tokens.at(at).isName() || tokens.at(at - 1).isSymbol(".")) {
                continue;
            }
            SuperPath path = SuperPath.at(tokens, at, superNames);
            if (path.column() >= 0 && !tokens.at(path.end() + 1).isSymbol("(") && !isRelation(at)) {
                rewrite(path);
            }
        }
    }

    private boolean isRelation(int at) {
        Token before = tokens.before(at);
        return before.isAnyOf(BEFORE_RELATION) && !(before.is("on") && tokens.contains("join"));
    }

    private void rewrite(SuperPath path) {
        int after = tokens.next(path.end());
        int before = tokens.previous(path.start());
        boolean cast = tokens.at(after).isSymbol("::") && !tokens.after(after).is("super");
        boolean castCall = tokens.at(after).is("as")
                && tokens.at(before).isSymbol("(")
                && tokens.before(before).is("cast");
        if (cast || castCall) {
            tokens.replace(path.start(), path.end(), path.text(tokens, names));
        } else if (path.hasSteps()) {
            navigated(path, before, after);
        }
    }

    private void navigated(SuperPath path, int before, int after) {
        Token compared = comparedWith(after);
        if (compared.isString()) {
            tokens.replace(path.start(), path.end(), path.text(tokens, names));
        } else if (compared.isNumber()) {
            tokens.replace(path.start(), path.end(), "rs_compat.super_number(" + path.value(tokens, names) + ")");
        } else {
            boolean bareItem = (tokens.at(before).is("select")
                            || tokens.at(before).isSymbol(","))
                    && (tokens.at(after).isSymbol(",") || tokens.at(after).is("from") || after >= tokens.size())
                    && Clauses.isInSelectList(tokens, path.start());
            String alias = bareItem ? path.lastName(tokens) : "";
            String value = path.value(tokens, names);
            tokens.replace(path.start(), path.end(), alias.isEmpty() ? value : value + " as " + SqlText.quoted(alias));
        }
    }

    /** The literal on the other side of a comparison that follows. */
    private Token comparedWith(int operator) {
        int at = operator;
        if (tokens.at(at).is("not")) {
            at = tokens.next(at);
        }
        if (tokens.at(at).isAnyOf("like", "ilike", "similar")) {
            return new Token(Token.Kind.STRING, "''");
        }
        if (tokens.sequence(at, "in", "(")) {
            return tokens.after(tokens.next(at));
        }
        if (tokens.at(at).is("between")) {
            return tokens.after(at);
        }
        while ("=<>!".contains(tokens.at(at).text()) && !tokens.at(at).text().isEmpty()) {
            at = tokens.next(at);
        }
        return at == operator ? Token.word("") : tokens.at(at);
    }
}
