package dev.clickstream.processor.rebuild.history;

/** A place where what happened is kept. */
public interface History {
    /**
     * Gives everything that was there when the call began, in any order, some of it perhaps twice.
     *
     * @throws HistoryException if a part of it cannot be read, or is not there any more
     */
    void read(HistoryReader reader);
}
