package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;

/** Row-level security and masking policies, which a function of ours reads and carries out or records. */
public final class SecurityPolicies {

    private SecurityPolicies() {}

    public static boolean isPolicy(Token secondWord) {
        return secondWord.isAnyOf("rls", "masking");
    }

    public static String rewrite(Tokens tokens) {
        // A comment before it is not the function's to read.
        String statement = tokens.copy(tokens.first(), tokens.size()).sql().strip();
        return SqlText.call("rs_compat.security_ddl", SqlText.literal(statement));
    }
}
