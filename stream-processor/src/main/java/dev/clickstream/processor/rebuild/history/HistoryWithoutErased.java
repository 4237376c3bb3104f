package dev.clickstream.processor.rebuild.history;

import static java.util.Objects.requireNonNull;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Event;
import dev.clickstream.processor.identity.Link;

/** A history from which those are left out who were erased: old files and old records of Kafka still hold them. */
public final class HistoryWithoutErased implements History {
    private final History history;
    private final ErasureList erased;

    public HistoryWithoutErased(History history, ErasureList erased) {
        this.history = requireNonNull(history, "history");
        this.erased = requireNonNull(erased, "erased");
    }

    @Override
    public void read(HistoryReader reader) {
        history.read(new HistoryReader() {
            @Override
            public void event(String topic, Event event) {
                if (!erased.names(event)) {
                    reader.event(topic, event);
                }
            }

            @Override
            public void link(Link link) {
                if (!link.isOf(erased)) {
                    reader.link(link);
                }
            }

            @Override
            public void unreadable(String reason) {
                reader.unreadable(reason);
            }

            @Override
            public void progress(String source, long done, long of) {
                reader.progress(source, done, of);
            }
        });
    }
}
