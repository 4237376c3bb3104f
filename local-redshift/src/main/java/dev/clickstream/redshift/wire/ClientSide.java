package dev.clickstream.redshift.wire;

import dev.clickstream.redshift.copy.CopyCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Passes the client's messages to the backend, statements rewritten, COPY carried out on the way. */
final class ClientSide {

    /** Fails when it is parsed. */
    private static final String REFUSED = "refused";

    private final Channel client;
    private final Channel postgres;
    private final Outstanding outstanding;
    private final Rewriter rewriter;
    private final CopyDesk desk;
    private final UnloadDesk unloads;
    private final ReentrantLock sending;
    private final Map<String, Prepared> statements = new HashMap<>();
    private final Map<String, Prepared> portals = new HashMap<>();

    /** A statement of the extended protocol for which more is to be done than to run it. */
    private record Prepared(@Nullable CopyCommand copy, Rewriter.@Nullable Unload unload, boolean commits) {}

    ClientSide(
            Channel client,
            Channel postgres,
            Outstanding outstanding,
            Rewriter rewriter,
            CopyDesk desk,
            UnloadDesk unloads,
            ReentrantLock sending) {
        this.client = client;
        this.postgres = postgres;
        this.outstanding = outstanding;
        this.rewriter = rewriter;
        this.desk = desk;
        this.unloads = unloads;
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
                case 'F' -> forward(Pending.Run.simple(List.of(), false), message);
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
        String sql = message.fields().text();
        Rewriter.Rewritten rewritten = rewriter.rewrite(sql, false);
        boolean commits = rewritten.commits() && (outstanding.isInTransaction() || rewritten.statements() > 1);
        if (commits) {
            rewritten = rewriter.rewrite(sql, true);
        }
        if (rewritten.unload() != null && rewritten.refusal() == null) {
            unload(rewritten.unload(), rewritten);
            return;
        }
        List<CopyStream> copies = new ArrayList<>();
        for (CopyCommand command : rewritten.copies()) {
            copies.add(desk.prepare(command, true));
        }
        forward(Pending.Run.simple(copies, commits), Message.text('Q', rewritten.sql()));
        serve(copies);
    }

    private void unload(Rewriter.Unload unload, Rewriter.Rewritten rewritten) throws IOException {
        ErrorReport failure = rewritten.statements() > 1
                ? ErrorReport.of(
                        "ERROR", "0A000", "UNLOAD among other statements is not supported by the local stand-in")
                : unloads.unload(unload);
        if (failure == null) {
            forward(Pending.Run.simple(List.of(), false), Message.text('Q', rewritten.sql()));
        } else {
            forward(Pending.Run.refused(failure), Message.text('Q', REFUSED));
        }
    }

    /** What is refused is sent as something that fails here already, so that parameters do not matter. */
    private void parse(Message message) throws IOException {
        Message.Fields fields = message.fields();
        String name = fields.text();
        Rewriter.Rewritten rewritten = rewriter.rewrite(fields.text(), false);
        statements.remove(name);
        if (!rewritten.copies().isEmpty() || rewritten.commits() || rewritten.unload() != null) {
            CopyCommand copy =
                    rewritten.copies().isEmpty() ? null : rewritten.copies().getFirst();
            statements.put(name, new Prepared(copy, rewritten.unload(), rewritten.commits()));
        }
        byte[] body = new Message.Body()
                .text(name)
                .text(rewritten.refusal() == null ? rewritten.sql() : REFUSED)
                .bytes(fields.rest())
                .bytes();
        forward(new Pending.Step(rewritten.refusal()), new Message('P', body));
    }

    private Message bind(Message message) {
        Message.Fields fields = message.fields();
        String portal = fields.text();
        Prepared prepared = statements.get(fields.text());
        portals.remove(portal);
        if (prepared != null) {
            portals.put(portal, prepared);
        }
        return message;
    }

    private void execute(Message message) throws IOException {
        Prepared prepared = portals.get(message.fields().text());
        if (prepared == null) {
            forward(Pending.Run.execute(List.of()), message);
            return;
        }
        if (prepared.unload() != null) {
            unloads.unloadExtended(prepared.unload());
            forward(Pending.Run.execute(List.of()), message);
        }
        if (prepared.commits()) {
            forward(Pending.Run.execute(List.of()), message);
            SideQuery.ask(postgres, outstanding, "commit", false);
        }
        if (prepared.copy() != null) {
            CopyStream copy = desk.prepare(prepared.copy(), false);
            forward(Pending.Run.execute(List.of(copy)), message);
            send(Message.of('H'));
            serve(List.of(copy));
        }
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
}
