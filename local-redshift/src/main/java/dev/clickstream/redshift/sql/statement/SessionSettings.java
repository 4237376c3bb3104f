package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.SessionState;
import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** SET, RESET and SHOW of Redshift's own parameters: kept in PostgreSQL under a prefix, without any effect there. */
public final class SessionSettings {

    public static final String CASE_SENSITIVE_SUPER = "enable_case_sensitive_super_attribute";
    public static final String CASE_SENSITIVE_IDENTIFIER = "enable_case_sensitive_identifier";

    private static final Set<String> OF_REDSHIFT = Set.of(
            "analyze_threshold_percent",
            "cast_super_null_on_error",
            "default_geometry_encoding",
            "describe_field_name_in_uppercase",
            "downcase_delimited_identifier",
            CASE_SENSITIVE_IDENTIFIER,
            CASE_SENSITIVE_SUPER,
            "enable_numeric_rounding",
            "enable_result_cache_for_session",
            "enable_vacuum_boost",
            "error_on_nondeterministic_update",
            "json_serialization_enable",
            "json_serialization_parse_nested_strings",
            "max_concurrency_scaling_clusters",
            "max_cursor_result_set_size",
            "mv_enable_aqmv_for_session",
            "navigate_super_null_on_error",
            "parse_super_null_on_error",
            "query_group",
            "spectrum_query_maxerror",
            "stored_proc_log_min_messages",
            "wlm_query_slot_count");

    private SessionSettings() {}

    public static String rewrite(Tokens tokens, SessionState state) {
        if (Shows.isOfObjects(tokens)) {
            return Shows.rewrite(tokens);
        }
        if (Isolation.isOnlyLevel(tokens)) {
            return SqlText.NOTHING;
        }
        int name = tokens.next(tokens.first());
        if (tokens.at(name).isAnyOf("session", "local")) {
            name = tokens.next(name);
        }
        String parameter = tokens.at(name).lower();
        if (parameter.equals("search_path") && !tokens.at(tokens.first()).is("show")) {
            state.searchPath(schemas(tokens, tokens.next(name)));
        }
        if (!OF_REDSHIFT.contains(parameter)) {
            return tokens.sql();
        }
        if (!tokens.at(tokens.first()).is("show")) {
            Token value = tokens.at(tokens.last());
            state.set(parameter, Set.of("on", "true", "'on'", "'true'", "1").contains(value.lower()));
        }
        tokens.set(name, Token.word("redshift." + parameter));
        return tokens.sql();
    }

    /** What follows TO or =; none for DEFAULT. */
    private static List<String> schemas(Tokens tokens, int to) {
        List<String> schemas = new ArrayList<>();
        for (int at = tokens.next(to); at < tokens.size(); at = tokens.next(at)) {
            Token token = tokens.at(at);
            if (token.isString()) {
                schemas.addAll(Arrays.asList(token.lower().replace("'", "").split("\\s*,\\s*")));
            } else if (token.isName() && !token.is("default")) {
                schemas.add(token.name());
            }
        }
        return schemas;
    }
}
