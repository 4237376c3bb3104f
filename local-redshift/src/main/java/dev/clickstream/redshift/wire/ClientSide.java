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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes the client's messages to the backend, statements rewritten, COPY carried out on the way. */
final class ClientSide {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSide.class);

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
                case 'P' -> forward(new Pending.Step(), parse(message));
                case 'B' -> forward(new Pending.Step(), bind(message));
                case 'D', 'C' -> forward(new Pending.Step(), message);
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

    private Message parse(Message message) {
        Message.Fields fields = message.fields();
        String name = fields.text();
        Translated translated = translate(fields.text());
        statements.remove(name);
        if (!translated.copies().isEmpty()) {
            statements.put(name, translated.copies().getFirst());
        }
        byte[] body = new Message.Body()
                .text(name)
                .text(translated.sql())
                .bytes(fields.rest())
                .bytes();
        return new Message('P', body);
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

    /** Text for the backend, and the COPYs in it. */
    private record Translated(String sql, List<CopyCommand> copies) {}

    private Translated translate(String sql) {
        List<String> texts = new ArrayList<>();
        List<CopyCommand> copies = new ArrayList<>();
        for (Translator.Statement statement : translator.translate(sql)) {
            switch (statement) {
                case Translator.Statement.Plain plain -> {
                    changes.note(plain.changesCatalog());
                    texts.add(plain.sql());
                }
                case Translator.Statement.CopyFromS3 copy -> texts.add(copyText(copy, copies));
            }
        }
        String translated = String.join(";", texts);
        if (!translated.equals(sql)) {
            LOG.debug("statement rewritten: from={} to={}", sql, translated);
        }
        return new Translated(translated, copies);
    }

    /** A COPY that is not allowed becomes a statement that fails for that reason. */
    private static String copyText(Translator.Statement.CopyFromS3 statement, List<CopyCommand> copies) {
        try {
            CopyCommand command = CopyParser.parse(statement.tokens());
            copies.add(command);
            return command.backendSql();
        } catch (CopyFailure failure) {
            return SqlText.failure(failure.sqlState(), failure.text());
        }
    }
}
