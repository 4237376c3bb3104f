package dev.clickstream.redshift.wire;

import java.io.IOException;
import java.util.OptionalInt;

/** The backend's first messages, up to its readiness, passed to the client as Redshift would say them. */
final class Greeting {

    /** What every Redshift cluster reports; the driver then calls it "Redshift 8.0.2". */
    static final String SERVER_VERSION = "8.0.2";

    private final Channel postgres;
    private final Channel client;

    Greeting(Channel postgres, Channel client) {
        this.postgres = postgres;
        this.client = client;
    }

    /** The backend's process id; empty if it refused the session, which the client was then told. */
    OptionalInt exchange() throws IOException {
        int processId = 0;
        while (true) {
            Message message = postgres.read();
            switch (message.type()) {
                case 'K' -> processId = message.fields().int32();
                case 'S' -> message = status(message);
                default -> {}
            }
            client.write(message);
            if (message.type() == 'E') {
                client.flush();
                return OptionalInt.empty();
            }
            if (message.type() == 'Z') {
                client.flush();
                return OptionalInt.of(processId);
            }
        }
    }

    static Message status(Message message) {
        Message.Fields fields = message.fields();
        String name = fields.text();
        if (!name.equals("server_version")) {
            return message;
        }
        return new Message(
                'S', new Message.Body().text(name).text(SERVER_VERSION).bytes());
    }
}
