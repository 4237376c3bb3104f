package dev.clickstream.redshift.sql;

import dev.clickstream.redshift.sql.expression.Expressions;
import dev.clickstream.redshift.sql.expression.Guards;
import dev.clickstream.redshift.sql.gate.Gate;
import dev.clickstream.redshift.sql.gate.Refusal;
import dev.clickstream.redshift.sql.statement.Drops;
import dev.clickstream.redshift.sql.statement.Grants;
import dev.clickstream.redshift.sql.statement.Isolation;
import dev.clickstream.redshift.sql.statement.Maintenance;
import dev.clickstream.redshift.sql.statement.Routines;
import dev.clickstream.redshift.sql.statement.SecurityPolicies;
import dev.clickstream.redshift.sql.statement.SessionSettings;
import dev.clickstream.redshift.sql.statement.TableChange;
import dev.clickstream.redshift.sql.statement.TableDefinition;
import dev.clickstream.redshift.sql.statement.UserDefinition;
import dev.clickstream.redshift.sql.statement.ViewComment;
import dev.clickstream.redshift.sql.statement.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns one session's Redshift SQL into PostgreSQL's, statement by statement. */
public final class Translator {

    /** One statement as PostgreSQL is to get it, or as the COPY it is. */
    public sealed interface Statement {

        /**
         * @param changesCatalog whether late-binding views may have to be made again after it
         * @param commits whether Redshift ends the transaction with it
         */
        record Plain(String sql, boolean changesCatalog, boolean commits) implements Statement {}

        record CopyFromS3(Tokens tokens) implements Statement {}

        record UnloadToS3(Tokens tokens) implements Statement {}

        /** Redshift would not run it. */
        record Refused(Refusal refusal) implements Statement {}
    }

    private static final String[] CHANGES = {
        "create", "alter", "drop", "grant", "revoke", "do", "call", "attach", "detach"
    };

    private final SessionState state;
    private final Supplier<Columns> columns;
    private final Supplier<Map<String, String>> guards;

    /** @param guards of tables with policies and of the views over them, by schema and name joined by a dot */
    public Translator(SessionState state, Supplier<Columns> columns, Supplier<Map<String, String>> guards) {
        this.guards = guards;
        this.state = state;
        this.columns = columns;
    }

    /** The statements of a text, in order; joined by semicolons they are the text to run. */
    public List<Statement> translate(String sql) {
        Tokens tokens = Tokens.of(sql);
        List<Statement> statements = new ArrayList<>();
        for (Tokens.Span span : tokens.split(0, tokens.size(), ";")) {
            statements.add(statement(tokens.copy(span.from(), span.to())));
        }
        return statements;
    }

    private Statement statement(Tokens tokens) {
        Optional<Refusal> refusal =
                Gate.refuses(tokens, () -> state.widen(columns.get()).functions());
        if (refusal.isPresent()) {
            return new Statement.Refused(refusal.get());
        }
        if (tokens.at(tokens.first()).is("copy")) {
            return new Statement.CopyFromS3(tokens);
        }
        if (tokens.at(tokens.first()).is("unload")) {
            return new Statement.UnloadToS3(tokens);
        }
        boolean changesCatalog = tokens.at(tokens.first()).isAnyOf(CHANGES);
        boolean commits = tokens.at(tokens.first()).is("truncate");
        return new Statement.Plain(plain(tokens), changesCatalog, commits);
    }

    private String plain(Tokens tokens) {
        int first = tokens.first();
        Token second = tokens.after(first);
        if (tokens.size() == first) {
            return tokens.sql();
        }
        if (Routines.isRoutine(tokens)) {
            Routines.name(tokens).ifPresent(state::learnFunction);
            return tokens.sql();
        }
        if (!tokens.at(first).isAnyOf("set", "reset", "show")) {
            Guards.rewrite(tokens, guards.get(), state.searchPath());
            Expressions.rewrite(tokens, () -> state.widen(columns.get()), state);
        }
        return switch (tokens.at(first).lower()) {
            case "begin", "start" -> Isolation.rewrite(tokens);
            case "set", "reset", "show" -> SessionSettings.rewrite(tokens, state);
            case "analyze", "vacuum" -> Maintenance.rewrite(tokens);
            case "comment" -> ViewComment.rewrite(tokens);
            case "grant", "revoke" -> Grants.rewrite(tokens);
            case "attach", "detach" -> SecurityPolicies.rewrite(tokens);
            case "create" -> create(tokens, second);
            case "alter" -> alter(tokens, second);
            case "drop" -> SecurityPolicies.isPolicy(second) ? SecurityPolicies.rewrite(tokens) : Drops.rewrite(tokens);
            default -> tokens.sql();
        };
    }

    private String create(Tokens tokens, Token second) {
        if (SecurityPolicies.isPolicy(second)) {
            return SecurityPolicies.rewrite(tokens);
        }
        if (second.is("user")) {
            return UserDefinition.rewrite(tokens);
        }
        if (second.is("database")) {
            return Isolation.ofNewDatabase(tokens);
        }
        if (second.is("external")) {
            return SqlText.failure("0A000", "external schemas are not supported by the local stand-in");
        }
        if (ViewDefinition.isView(tokens)) {
            return ViewDefinition.rewrite(tokens);
        }
        return TableDefinition.isTable(tokens) ? TableDefinition.rewrite(tokens, state) : tokens.sql();
    }

    private String alter(Tokens tokens, Token second) {
        if (second.is("table")) {
            return TableChange.rewrite(tokens, state);
        }
        if (second.is("user")) {
            return UserDefinition.rewrite(tokens);
        }
        if (second.is("database")) {
            return Isolation.ofDatabase(tokens);
        }
        if (second.is("materialized") && tokens.contains("refresh")) {
            return SqlText.NOTHING;
        }
        return second.is("default") ? Grants.rewrite(tokens) : tokens.sql();
    }
}
