package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Tokens;

/** Columns of Redshift's catalog that PostgreSQL's never had or has no more: functions of the row instead. */
final class CatalogColumns {

    private CatalogColumns() {}

    static void rewrite(Tokens tokens) {
        for (int at = tokens.size() - 1; at >= 2; at--) {
            if (!tokens.at(at - 1).isSymbol(".") || !tokens.at(at - 2).isName()) {
                continue;
            }
            String row = tokens.at(at - 2).text();
            String call = switch (tokens.at(at).lower()) {
                case "attisdistkey" -> "rs_compat.is_distkey(%s.attrelid, %s.attnum)".formatted(row, row);
                case "attsortkeyord" -> "rs_compat.sortkey_position(%s.attrelid, %s.attnum)".formatted(row, row);
                case "attencodingtype" -> "0";
                case "relhasoids" -> "false";
                case "proisagg" -> "(%s.prokind = 'a')".formatted(row);
                case "proiswindow" -> "(%s.prokind = 'w')".formatted(row);
                case "reldiststyle" -> "rs_compat.diststyle(%s.oid)".formatted(row);
                case "releffectivediststyle" -> "rs_compat.diststyle(%s.oid)".formatted(row);
                default -> "";
            };
            if (!call.isEmpty()) {
                tokens.replace(at - 2, at, call);
            }
        }
    }
}
