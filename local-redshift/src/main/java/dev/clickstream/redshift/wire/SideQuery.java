package dev.clickstream.redshift.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A query of our own on the client's connection, and so in its transaction. It goes by the extended protocol between
 * the client's own messages, or as a simple query between two of the client's.
 */
final class SideQuery {

    private static final String NAME = "__local_redshift";

    private final boolean simple;
    private final List<List<String>> rows = new ArrayList<>();
    private final CompletableFuture<Optional<List<List<String>>>> result = new CompletableFuture<>();
    private boolean failed;
    private int closed;

    private SideQuery(boolean simple) {
        this.simple = simple;
    }

    /** The rows as text, null as empty text; nothing if the transaction is broken. */
    static Optional<List<List<String>>> ask(Channel postgres, Outstanding outstanding, String sql, boolean simple)
            throws IOException {
        SideQuery query = new SideQuery(simple);
        if (!outstanding.add(new Pending.Side(query))) {
            return Optional.empty();
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
        postgres.write(new Message('E', new Message.Body().text(NAME).int32(0).bytes()));
        postgres.write(new Message('C', new Message.Body().int8('P').text(NAME).bytes()));
        postgres.write(new Message('C', new Message.Body().int8('S').text(NAME).bytes()));
        postgres.write(Message.of('H'));
    }

    /** Takes the next answer. */
    Progress accept(Message message) {
        switch (message.type()) {
            case 'D' -> rows.add(row(message));
            case 'E' -> failed = true;
            case '3' -> closed++;
            default -> {}
        }
        boolean done = simple ? message.type() == 'Z' : closed == 2;
        if (done) {
            result.complete(failed ? Optional.empty() : Optional.of(rows));
            return Progress.DONE;
        }
        return failed && !simple ? Progress.FAILED : Progress.MORE;
    }

    enum Progress {
        MORE,
        DONE,
        /** The client must be told, as its transaction is broken. */
        FAILED
    }

    void abandon() {
        result.complete(Optional.empty());
    }

    private static List<String> row(Message message) {
        Message.Fields fields = message.fields();
        int count = fields.int16();
        List<String> values = new ArrayList<>(count);
        for (int column = 0; column < count; column++) {
            int length = fields.int32();
            values.add(length < 0 ? "" : new String(fields.bytes(length), StandardCharsets.UTF_8));
        }
        return values;
    }
}
