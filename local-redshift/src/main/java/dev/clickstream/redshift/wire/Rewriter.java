package dev.clickstream.redshift.wire;

import dev.clickstream.redshift.copy.CopyCommand;
import dev.clickstream.redshift.copy.CopyFailure;
import dev.clickstream.redshift.copy.CopyParser;
import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Translator;
import dev.clickstream.redshift.unload.UnloadCommand;
import dev.clickstream.redshift.unload.UnloadParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the backend's text of a client's, and tells what has to be done besides. */
final class Rewriter {

    private static final Logger LOG = LoggerFactory.getLogger(Rewriter.class);

    private final Translator translator;
    private final CatalogChanges changes;

    Rewriter(Translator translator, CatalogChanges changes) {
        this.translator = translator;
        this.changes = changes;
    }

    /**
     * @param commits whether a statement of it ends the transaction, as TRUNCATE does
     * @param statements how many it has
     * @param refusal why the first statement is refused that is
     */
    record Rewritten(
            String sql,
            List<CopyCommand> copies,
            @Nullable Unload unload,
            boolean commits,
            int statements,
            @Nullable ErrorReport refusal) {}

    /** An UNLOAD, and its query as the backend is to get it. */
    record Unload(UnloadCommand command, String query) {}

    /** @param committing whether COMMIT is written behind what commits by itself */
    Rewritten rewrite(String sql, boolean committing) {
        List<String> texts = new ArrayList<>();
        List<CopyCommand> copies = new ArrayList<>();
        boolean commits = false;
        Unload unload = null;
        ErrorReport refused = null;
        for (Translator.Statement statement : translator.translate(sql)) {
            switch (statement) {
                case Translator.Statement.Plain plain -> {
                    changes.note(plain.changesCatalog());
                    texts.add(plain.sql());
                    if (plain.commits()) {
                        commits = true;
                        texts.addAll(committing ? List.of("commit") : List.of());
                    }
                }
                case Translator.Statement.CopyFromS3 copy -> {
                    ErrorReport reason = copyText(copy, copies, texts);
                    refused = refused == null ? reason : refused;
                }
                case Translator.Statement.UnloadToS3 written -> {
                    try {
                        unload = unload(written);
                        texts.add(SqlText.NOTHING);
                    } catch (CopyFailure failure) {
                        ErrorReport reason = refusal(failure.sqlState(), failure.text(), texts);
                        refused = refused == null ? reason : refused;
                    }
                }
                case Translator.Statement.Refused no -> {
                    ErrorReport reason =
                            refusal(no.refusal().sqlState(), no.refusal().message(), texts);
                    refused = refused == null ? reason : refused;
                }
            }
        }
        String rewritten = String.join(";", texts);
        if (!rewritten.equals(sql)) {
            LOG.debug("statement rewritten: from={} to={}", sql, rewritten);
        }
        return new Rewritten(rewritten, copies, unload, commits, texts.size(), refused);
    }

    private Unload unload(Translator.Statement.UnloadToS3 statement) {
        UnloadCommand command = UnloadParser.parse(statement.tokens());
        return switch (translator.translate(command.query()).getFirst()) {
            case Translator.Statement.Plain plain -> new Unload(command, plain.sql());
            case Translator.Statement.Refused no ->
                throw CopyFailure.refused(no.refusal().sqlState(), no.refusal().message());
            case Translator.Statement.CopyFromS3 _, Translator.Statement.UnloadToS3 _ ->
                throw CopyFailure.syntax("UNLOAD takes a query");
        };
    }

    private static @Nullable ErrorReport copyText(
            Translator.Statement.CopyFromS3 statement, List<CopyCommand> copies, List<String> texts) {
        try {
            CopyCommand command = CopyParser.parse(statement.tokens());
            copies.add(command);
            texts.add(command.backendSql());
            return null;
        } catch (CopyFailure failure) {
            return refusal(failure.sqlState(), failure.text(), texts);
        }
    }

    /** What is not allowed becomes a statement that fails for that reason. */
    private static ErrorReport refusal(String sqlState, String message, List<String> texts) {
        texts.add(SqlText.failure(sqlState, message));
        return ErrorReport.of("ERROR", sqlState, message);
    }
}
