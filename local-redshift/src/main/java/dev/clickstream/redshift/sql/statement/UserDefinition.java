package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;

/** CREATE USER and ALTER USER: Redshift's words for a superuser and for a user without a password. */
public final class UserDefinition {

    private UserDefinition() {}

    public static String rewrite(Tokens tokens) {
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.at(at);
            int next = tokens.next(at);
            if (token.is("createuser")) {
                tokens.set(at, Token.word("superuser"));
            } else if (token.is("nocreateuser")) {
                tokens.set(at, Token.word("nosuperuser"));
            } else if (token.is("password") && tokens.at(next).is("disable")) {
                tokens.set(next, Token.word("null"));
            } else if (token.is("syslog") && tokens.at(next).is("access")) {
                tokens.remove(at, tokens.next(next));
            } else if (token.is("session") && tokens.at(next).is("timeout")) {
                tokens.remove(at, tokens.next(next));
            }
        }
        return tokens.sql();
    }
}
