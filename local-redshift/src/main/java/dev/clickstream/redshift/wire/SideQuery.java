package dev.clickstream.redshift.wire;

import dev.clickstream.redshift.unload.UnloadColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A query of our own on the client's connection, and so in its transaction. It goes by the extended protocol between
 * the client's own messages, or as a simple query between two of the client's.
 */
final class SideQuery {

    private static final int CLOSES = 3;
    private static final String NAME = "__local_redshift";

    private final boolean simple;
    private final List<List<@Nullable String>> rows = new ArrayList<>();
    private final CompletableFuture<Outcome> result = new CompletableFuture<>();
    private List<UnloadColumn> columns = List.of();
    private @Nullable ErrorReport error;
    private int closed;

    private SideQuery(boolean simple) {
        this.simple = simple;
    }

    /**
     * What came of it: {@code done} only if all rows are there. {@code error} is why not, null if the backend did not get to it.
     */
    record Outcome(
            boolean done,
            List<UnloadColumn> columns,
            List<List<@Nullable String>> rows,
            @Nullable ErrorReport error) {}

    /** The rows as text, null as empty text; nothing if the transaction is broken. */
    static Optional<List<List<String>>> ask(Channel postgres, Outstanding outstanding, String sql, boolean simple)
            throws IOException {
        Outcome outcome = run(postgres, outstanding, sql, simple);
        List<List<String>> texts = new ArrayList<>();
        for (List<@Nullable String> row : outcome.rows()) {
            texts.add(row.stream().map(value -> value == null ? "" : value).toList());
        }
        return outcome.done() ? Optional.of(texts) : Optional.empty();
    }

    static Outcome run(Channel postgres, Outstanding outstanding, String sql, boolean simple) throws IOException {
        SideQuery query = new SideQuery(simple);
        if (!outstanding.add(new Pending.Side(query))) {
            return new Outcome(false, List.of(), List.of(), null);
        }
        if (simple) {
            postgres.write(Message.text('Q', sql));
        } else {
            query.writeExtended(postgres, sql);
        }
        postgres.flush();
        return query.result.join();
    }

    private void writeExtended(Channel postgres, String sql) throws IOException {
        // One that failed was not closed, as the backend skips what follows an error.
        postgres.write(new Message('C', new Message.Body().int8('S').text(NAME).bytes()));
        postgres.write(new Message(
                'P', new Message.Body().text(NAME).text(sql).int16(0).bytes()));
        byte[] bind = new Message.Body()
                .text(NAME)
                .text(NAME)
                .int16(0)
                .int16(0)
                .int16(0)
                .bytes();
        postgres.write(new Message('B', bind));
        postgres.write(new Message('D', new Message.Body().int8('P').text(NAME).bytes()));
        postgres.write(new Message('E', new Message.Body().text(NAME).int32(0).bytes()));
        postgres.write(new Message('C', new Message.Body().int8('P').text(NAME).bytes()));
        postgres.write(new Message('C', new Message.Body().int8('S').text(NAME).bytes()));
        postgres.write(Message.of('H'));
    }

    /** Takes the next answer. */
    Progress accept(Message message) {
        switch (message.type()) {
            case 'D' -> rows.add(row(message));
            case 'T' -> columns = columns(message);
            case 'E' -> error = ErrorReport.read(message);
            case '3' -> closed++;
            default -> {}
        }
        boolean done = simple ? message.type() == 'Z' : closed == CLOSES;
        if (done) {
            result.complete(new Outcome(error == null, columns, rows, error));
            return Progress.DONE;
        }
        return error != null && !simple ? Progress.FAILED : Progress.MORE;
    }

    enum Progress {
        MORE,
        DONE,
        /** The client must be told, as its transaction is broken. */
        FAILED
    }

    void abandon() {
        result.complete(new Outcome(false, List.of(), List.of(), error));
    }

    private static List<UnloadColumn> columns(Message message) {
        Message.Fields fields = message.fields();
        int count = fields.int16();
        List<UnloadColumn> columns = new ArrayList<>(count);
        for (int column = 0; column < count; column++) {
            String name = fields.text();
            fields.skip(6);
            int type = fields.int32();
            fields.skip(2);
            columns.add(new UnloadColumn(name, type, fields.int32()));
            fields.skip(2);
        }
        return columns;
    }

    private static List<@Nullable String> row(Message message) {
        Message.Fields fields = message.fields();
        int count = fields.int16();
        List<@Nullable String> values = new ArrayList<>(count);
        for (int column = 0; column < count; column++) {
            int length = fields.int32();
            values.add(length < 0 ? null : new String(fields.bytes(length), StandardCharsets.UTF_8));
        }
        return values;
    }
}
