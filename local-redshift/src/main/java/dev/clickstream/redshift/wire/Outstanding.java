package dev.clickstream.redshift.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The order in which answers will come. After an error the backend skips all up to the next Sync, which this has to do
 * likewise.
 */
final class Outstanding {

    private static final char OUTSIDE_TRANSACTION = 'I';

    private final Deque<Pending> queue = new ArrayDeque<>();
    private boolean skipping;
    private char transaction = OUTSIDE_TRANSACTION;

    /** @return false if the backend would skip it, so that no answer is to be waited for */
    synchronized boolean add(Pending pending) {
        queue.add(pending);
        if (skipping && !(pending instanceof Pending.Sync)) {
            abandon(pending);
            return false;
        }
        return true;
    }

    synchronized @Nullable Pending head() {
        return queue.peek();
    }

    synchronized boolean isEmpty() {
        return queue.isEmpty();
    }

    /** As the backend said when it was last ready. */
    synchronized boolean isInTransaction() {
        return transaction != OUTSIDE_TRANSACTION;
    }

    synchronized void answered() {
        queue.poll();
    }

    /** The backend refused what stands first and skips the rest up to the next Sync. */
    synchronized void failed() {
        if (queue.peek() instanceof Pending.Run run && run.simple()) {
            abandon(run);
            return;
        }
        skipping = true;
        for (Pending pending : queue) {
            if (pending instanceof Pending.Sync) {
                return;
            }
            abandon(pending);
        }
    }

    /** The backend is ready again: everything up to the Sync or simple query that asked for it is answered. */
    synchronized void ready(char transactionStatus) {
        skipping = false;
        transaction = transactionStatus;
        for (Pending pending = queue.poll(); pending != null; pending = queue.poll()) {
            abandon(pending);
            if (pending instanceof Pending.Sync || (pending instanceof Pending.Run run && run.simple())) {
                return;
            }
        }
    }

    /** Nothing will be answered any more. */
    synchronized void closed() {
        queue.forEach(Outstanding::abandon);
        queue.clear();
    }

    private static void abandon(Pending pending) {
        switch (pending) {
            case Pending.Run run -> run.copies().forEach(CopyStream::abandon);
            case Pending.Side side -> side.query().abandon();
            case Pending.Step _, Pending.Sync _ -> {}
        }
    }
}
