package dev.clickstream.redshift.wire;

import dev.clickstream.redshift.copy.CopyCommand;
import dev.clickstream.redshift.copy.CopyFailure;
import dev.clickstream.redshift.copy.CopyParser;
import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Translator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes the client's messages to the backend, statements rewritten, COPY carried out on the way. */
final class ClientSide {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSide.class);

    /** Fails when it is parsed. */
    private static final String REFUSED = "refused";

    private final Channel client;
    private final Channel postgres;
    private final Outstanding outstanding;
    private final Translator translator;
    private final CopyDesk desk;
    private final ReentrantLock sending;
    private final CatalogChanges changes;
    private final Map<String, CopyCommand> statements = new HashMap<>();
    private final Map<String, CopyCommand> portals = new HashMap<>();

    ClientSide(
            Channel client,
            Channel postgres,
            Outstanding outstanding,
            Translator translator,
            CopyDesk desk,
            ReentrantLock sending,
            CatalogChanges changes) {
        this.changes = changes;
        this.client = client;
        this.postgres = postgres;
        this.outstanding = outstanding;
        this.translator = translator;
        this.desk = desk;
        this.sending = sending;
    }

    /** Until the client says goodbye. */
    void relay() throws IOException {
        while (true) {
            Message message = client.read();
            switch (message.type()) {
                case 'Q' -> query(message);
                case 'P' -> parse(message);
                case 'B' -> forward(Pending.Step.PLAIN, bind(message));
                case 'D', 'C' -> forward(Pending.Step.PLAIN, message);
                case 'E' -> execute(message);
                case 'S' -> forward(new Pending.Sync(), message);
                case 'F' -> forward(Pending.Run.simple(List.of()), message);
                default -> send(message);
            }
            if (message.type() == 'X') {
                postgres.flush();
                return;
            }
            if (!client.hasMore() || message.type() == 'S' || message.type() == 'H') {
                postgres.flush();
            }
        }
    }

    private void forward(Pending pending, Message message) throws IOException {
        sending.lock();
        try {
            outstanding.add(pending);
            postgres.write(message);
        } finally {
            sending.unlock();
        }
    }

    private void send(Message message) throws IOException {
        sending.lock();
        try {
            postgres.write(message);
        } finally {
            sending.unlock();
        }
    }

    private void query(Message message) throws IOException {
        Translated translated = translate(message.fields().text());
        List<CopyStream> copies = new ArrayList<>();
        for (CopyCommand command : translated.copies()) {
            copies.add(desk.prepare(command, true));
        }
        forward(Pending.Run.simple(copies), Message.text('Q', translated.sql()));
        serve(copies);
    }

    /** What is refused is sent as something that fails here already, so that parameters do not matter. */
    private void parse(Message message) throws IOException {
        Message.Fields fields = message.fields();
        String name = fields.text();
        Translated translated = translate(fields.text());
        statements.remove(name);
        if (!translated.copies().isEmpty()) {
            statements.put(name, translated.copies().getFirst());
        }
        byte[] body = new Message.Body()
                .text(name)
                .text(translated.refusal() == null ? translated.sql() : REFUSED)
                .bytes(fields.rest())
                .bytes();
        forward(new Pending.Step(translated.refusal()), new Message('P', body));
    }

    private Message bind(Message message) {
        Message.Fields fields = message.fields();
        String portal = fields.text();
        CopyCommand command = statements.get(fields.text());
        portals.remove(portal);
        if (command != null) {
            portals.put(portal, command);
        }
        return message;
    }

    private void execute(Message message) throws IOException {
        CopyCommand command = portals.get(message.fields().text());
        if (command == null) {
            forward(Pending.Run.execute(List.of()), message);
            return;
        }
        CopyStream copy = desk.prepare(command, false);
        forward(Pending.Run.execute(List.of(copy)), message);
        send(Message.of('H'));
        serve(List.of(copy));
    }

    private void serve(List<CopyStream> copies) throws IOException {
        if (copies.isEmpty()) {
            return;
        }
        postgres.flush();
        for (CopyStream copy : copies) {
            desk.serve(copy);
        }
    }

    /** Text for the backend, the COPYs in it, and why the first statement is refused that is. */
    private record Translated(String sql, List<CopyCommand> copies, @Nullable ErrorReport refusal) {}

    private Translated translate(String sql) {
        List<String> texts = new ArrayList<>();
        List<CopyCommand> copies = new ArrayList<>();
        ErrorReport refused = null;
        for (Translator.Statement statement : translator.translate(sql)) {
            switch (statement) {
                case Translator.Statement.Plain plain -> {
                    changes.note(plain.changesCatalog());
                    texts.add(plain.sql());
                }
                case Translator.Statement.CopyFromS3 copy -> {
                    ErrorReport reason = copyText(copy, copies, texts);
                    refused = refused == null ? reason : refused;
                }
                case Translator.Statement.Refused no -> {
                    ErrorReport reason = refusal(no.refusal().sqlState(), no.refusal().message(), texts);
                    refused = refused == null ? reason : refused;
                }
            }
        }
        String translated = String.join(";", texts);
        if (!translated.equals(sql)) {
            LOG.debug("statement rewritten: from={} to={}", sql, translated);
        }
        return new Translated(translated, copies, refused);
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
