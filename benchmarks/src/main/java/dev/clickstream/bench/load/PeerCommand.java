package dev.clickstream.bench.load;

import static java.util.Objects.requireNonNull;

/**
 * Somebody else's loader. docs/benchmarks.md tells what it finds in its environment and what it must do.
 *
 * @param command that starts it, as a shell reads it
 */
public record PeerCommand(String name, String command) {
    public PeerCommand {
        requireNonNull(command);
        if (!name.matches("[a-z0-9-]+") || command.isBlank()) {
            throw new IllegalArgumentException(
                    "--peer: wanted NAME=COMMAND, a name of small letters, digits and -, found %s=%s"
                            .formatted(name, command));
        }
    }
}
