package dev.clickstream.redshift.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Passes the backend's answers to the client, but for those to questions of our own and to COPY. */
final class BackendSide {

    /** SUPER is jsonb underneath; clients know it by Redshift's number. */
    private static final int JSONB = 3802;

    private static final int SUPER = 4000;

    private final Channel client;
    private final Channel postgres;
    private final Outstanding outstanding;
    private final CatalogChanges changes;
    private boolean truncated;

    BackendSide(Channel client, Channel postgres, Outstanding outstanding, CatalogChanges changes) {
        this.changes = changes;
        this.client = client;
        this.postgres = postgres;
        this.outstanding = outstanding;
    }

    void relay() throws IOException {
        while (true) {
            Message message = postgres.read();
            Message forClient = answer(message);
            if (forClient != null) {
                client.write(forClient);
            }
            if (message.type() == 'Z' || !postgres.hasMore()) {
                client.flush();
            }
        }
    }

    /** What the client is to see of it; null for nothing. */
    private @Nullable Message answer(Message message) {
        switch (message.type()) {
            case 'S' -> {
                return Greeting.status(message);
            }
            case 'N', 'A' -> {
                return outstanding.head() instanceof Pending.Side ? null : message;
            }
            default -> {}
        }
        Pending head = outstanding.head();
        if (head instanceof Pending.Side side) {
            return ours(side.query(), message);
        }
        return switch (message.type()) {
            case '1', '2', '3', 'n' -> step(message);
            case 'T' -> {
                if (head instanceof Pending.Step) {
                    outstanding.answered();
                }
                yield describedAsSuper(message);
            }
            case 'G' -> copyOpened(head, message);
            case 'C', 'I', 's' -> completed(head, message);
            case 'E' -> failed(head, message);
            case 'Z' -> {
                outstanding.ready((char) message.body()[0]);
                changes.ready((char) message.body()[0]);
                yield message;
            }
            default -> message;
        };
    }

    private @Nullable Message ours(SideQuery query, Message message) {
        return switch (query.accept(message)) {
            case MORE -> null;
            case DONE -> {
                outstanding.answered();
                yield null;
            }
            case FAILED -> {
                outstanding.failed();
                outstanding.answered(); // else readiness would be taken for its answer
                yield message;
            }
        };
    }

    private Message step(Message message) {
        outstanding.answered();
        return message;
    }

    private static @Nullable Message copyOpened(@Nullable Pending head, Message message) {
        CopyStream copy = head instanceof Pending.Run run ? run.copies().peek() : null;
        if (copy == null) {
            return message;
        }
        copy.open();
        return null;
    }

    private @Nullable Message completed(@Nullable Pending head, Message message) {
        if (head instanceof Pending.Run run) {
            if (run.commits() && message.type() == 'C') {
                boolean ours = truncated;
                truncated = !ours && message.fields().text().startsWith("TRUNCATE");
                if (ours) {
                    return null;
                }
            }
            CopyStream copy = run.copies().peek();
            if (copy != null && copy.isOpen()) {
                run.copies().poll();
                copy.succeeded();
            }
            if (!run.simple()) {
                outstanding.answered();
            }
        }
        return message;
    }

    private Message failed(@Nullable Pending head, Message message) {
        Message shown = message;
        CopyStream copy = head instanceof Pending.Run run ? run.copies().peek() : null;
        if (head instanceof Pending.Step step && step.refusal() != null) {
            shown = step.refusal().toMessage();
        } else if (head instanceof Pending.Run run && run.refusal() != null) {
            shown = run.refusal().toMessage();
        } else if (copy != null) {
            shown = copy.failed(ErrorReport.read(message)).toMessage();
        }
        outstanding.failed();
        truncated = false;
        return Conflicts.asRedshift(shown);
    }

    private static Message describedAsSuper(Message message) {
        Message.Fields fields = message.fields();
        int columns = fields.int16();
        for (int column = 0; column < columns; column++) {
            fields.text();
            fields.skip(6);
            int at = fields.position();
            if (fields.int32() == JSONB) {
                fields.buffer().putInt(at, SUPER);
            }
            fields.skip(8);
        }
        return message;
    }
}
