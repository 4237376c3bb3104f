package dev.clickstream.redshift.sql;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rewriter over a small known catalog, with blanks evened out so that tests show what matters. */
final class Rewriting {

    private static final Columns COLUMNS = new Columns(
            Set.of("id", "user_id", "price", "props", "occurred_at", "received_at", "event_id", "name"),
            Set.of("props"),
            Set.of());

    private Rewriting() {}

    static String of(String sql) {
        return of(sql, new SessionState());
    }

    static String of(String sql, SessionState state) {
        return even(raw(sql, state));
    }

    static String raw(String sql, SessionState state) {
        return new Translator(state, () -> COLUMNS, Map::of)
                .translate(sql).stream()
                        .map(statement -> switch (statement) {
                            case Translator.Statement.Plain plain -> plain.sql();
                            case Translator.Statement.CopyFromS3 copy ->
                                copy.tokens().sql();
                            case Translator.Statement.UnloadToS3 unload ->
                                unload.tokens().sql();
                            case Translator.Statement.Refused refused ->
                                throw new IllegalArgumentException(
                                        refused.refusal().message());
                        })
                        .collect(Collectors.joining(";"));
    }

    private static String even(String sql) {
        return sql.strip()
                .replaceAll("\\s+", " ")
                .replaceAll("\\( ", "(")
                .replaceAll(" \\)", ")")
                .replaceAll(" ,", ",");
    }
}
