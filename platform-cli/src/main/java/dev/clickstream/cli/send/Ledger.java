package dev.clickstream.cli.send;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One JSON line per message as sent, with its verdict: what an independent check computes from. */
final class Ledger implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final BufferedWriter writer;

    Ledger(Path file) throws IOException {
        this.writer = Files.newBufferedWriter(file);
    }

    synchronized void record(Message message, Verdict verdict) {
        ObjectNode line = JSON.createObjectNode();
        switch (verdict) {
            case Verdict.Accepted _ -> line.put("verdict", "accepted");
            case Verdict.Rejected rejected ->
                line.put("verdict", "rejected")
                        .put("code", rejected.code())
                        .put("rule", rejected.rule())
                        .put("pointer", rejected.pointer());
            case Verdict.Unanswered unanswered ->
                line.put("verdict", "unanswered").put("why", unanswered.why());
        }
        line.set("message", message.json());
        try {
            writer.write(JSON.writeValueAsString(line));
            writer.write('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException("the ledger cannot be written", failure);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
