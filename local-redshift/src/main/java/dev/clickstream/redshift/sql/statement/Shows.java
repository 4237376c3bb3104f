package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.ArrayList;
import java.util.List;

/** SHOW of databases, schemas, tables, columns, grants and of what would make a table or view: queries of the catalog. */
final class Shows {

    private final Tokens tokens;
    private final List<String> conditions = new ArrayList<>();
    private int at;

    private Shows(Tokens tokens) {
        this.tokens = tokens;
        this.at = tokens.next(tokens.first());
    }

    static boolean isOfObjects(Tokens tokens) {
        int what = tokens.next(tokens.first());
        return tokens.at(tokens.first()).is("show")
                && tokens.at(what).isAnyOf("databases", "schemas", "tables", "columns", "view", "table", "grants")
                && (tokens.next(what) < tokens.size() || tokens.at(what).isAnyOf("databases"));
    }

    static String rewrite(Tokens tokens) {
        return new Shows(tokens).query();
    }

    private String query() {
        Token what = tokens.at(at);
        at = tokens.next(at);
        return switch (what.lower()) {
            case "databases" ->
                listing(
                        "database_name, database_owner, database_type, database_acl, database_options",
                        "svv_redshift_databases",
                        "database_name");
            case "schemas" -> {
                within("from", "database", "database_name");
                yield listing(
                        "database_name, schema_name, schema_owner, schema_type, schema_acl, schema_option",
                        "svv_all_schemas",
                        "schema_name");
            }
            case "tables" -> {
                within("from", "schema", "database_name", "schema_name");
                yield listing(
                        "database_name, schema_name, table_name, table_type, table_acl, remarks",
                        "svv_all_tables",
                        "table_name");
            }
            case "columns" -> {
                within("from", "table", "database_name", "schema_name", "table_name");
                yield listing(
                        "database_name, schema_name, table_name, column_name, ordinal_position, column_default,"
                                + " is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, remarks",
                        "svv_all_columns",
                        "column_name");
            }
            case "grants" -> grants();
            default ->
                "select rs_compat.show_%s(%s) as \"Show %s DDL statement\""
                        .formatted(
                                what.lower(), TableDefinition.nameOf(tokens, at), what.is("view") ? "View" : "Table");
        };
    }

    /** {@code FROM kind a.b.c}: the last parts of the name are those of the last columns. */
    private void within(String preposition, String kind, String... columns) {
        if (!tokens.sequence(at, preposition, kind)) {
            return;
        }
        at = tokens.next(tokens.next(at));
        List<String> parts = name();
        for (int part = 1; part <= Math.min(parts.size(), columns.length); part++) {
            conditions.add(columns[columns.length - part] + " = " + SqlText.literal(parts.get(parts.size() - part)));
        }
    }

    private List<String> name() {
        List<String> parts = new ArrayList<>();
        parts.add(tokens.at(at).name());
        while (tokens.at(at + 1).isSymbol(".")) {
            at += 2;
            parts.add(tokens.at(at).name());
        }
        at = tokens.next(at);
        return parts;
    }

    private String listing(String columns, String view, String filtered) {
        String limit = "";
        while (at < tokens.size()) {
            if (tokens.at(at).is("like")) {
                conditions.add(filtered + " like " + tokens.after(at).text());
            } else if (tokens.at(at).is("limit")) {
                limit = " limit " + tokens.after(at).text();
            }
            at = tokens.next(at);
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        String order = view.equals("svv_all_columns") ? "ordinal_position" : filtered;
        return "select %s from pg_catalog.%s%s order by %s%s".formatted(columns, view, where, order, limit);
    }

    private String grants() {
        String view = "svv_relation_privileges";
        if (tokens.sequence(at, "on", "table")) {
            within("on", "table", "namespace_name", "relation_name");
        } else if (tokens.sequence(at, "on", "schema")) {
            view = "svv_schema_privileges";
            within("on", "schema", "namespace_name");
        }
        if (tokens.at(at).is("for")) {
            int grantee = tokens.next(at);
            grantee = tokens.at(grantee).is("role") ? tokens.next(grantee) : grantee;
            conditions.add(
                    "identity_name = " + SqlText.literal(tokens.at(grantee).name()));
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return "select * from pg_catalog.%s%s order by privilege_type, identity_name".formatted(view, where);
    }
}
