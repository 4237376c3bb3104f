package dev.clickstream.cli.platform;

import static java.util.Objects.requireNonNull;

/**
 * How a platform is run.
 *
 * @param heartbeatSeconds between two heartbeats, the events by which the way to gold is measured; 0 for none
 */
public record PlatformForm(CollectorForm collector, int heartbeatSeconds) {
    public PlatformForm {
        requireNonNull(collector, "collector");
        if (heartbeatSeconds < 0 || heartbeatSeconds > 3_600) {
            throw new PlatformException(
                    "there must be 1 to 3600 seconds between two heartbeats, or 0 for none; was " + heartbeatSeconds);
        }
    }
}
