package dev.clickstream.erasure;

import dev.clickstream.event.Event;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everybody who was erased. Immutable: whoever follows the topic makes a new one. */
public final class ErasureList {
    private static final ErasureList EMPTY = new ErasureList(Map.of(), List.of());

    /** By hash; of several entries of one id the latest instant counts. */
    private final Map<String, Erasure> entries;

    private final List<String> salts;

    private ErasureList(Map<String, Erasure> entries, List<String> salts) {
        this.entries = entries;
        this.salts = salts;
    }

    public static ErasureList empty() {
        return EMPTY;
    }

    /** In any order, with repeats. */
    public static ErasureList of(Collection<Erasure> erasures) {
        return EMPTY.with(erasures);
    }

    /** The list with more entries. */
    public ErasureList with(Collection<Erasure> more) {
        Map<String, Erasure> all = new HashMap<>(entries);
        more.forEach(one -> all.merge(
                one.hash(), one, (known, next) -> next.erasedBefore().isAfter(known.erasedBefore()) ? next : known));
        TreeSet<String> theirs = new TreeSet<>();
        all.values().forEach(one -> theirs.add(one.salt()));
        return new ErasureList(Map.copyOf(all), List.copyOf(theirs));
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public int size() {
        return entries.size();
    }

    /** The salt that the next entry takes; empty while there is none. */
    public Optional<String> salt() {
        return salts.stream().findFirst();
    }

    /** What of this id is erased: all before that instant. Null if nothing is. */
    public @Nullable Instant erasedBefore(String id) {
        Instant latest = null;
        for (String salt : salts) {
            Erasure entry = entries.get(Erasure.hash(salt, id));
            if (entry != null && (latest == null || entry.erasedBefore().isAfter(latest))) {
                latest = entry.erasedBefore();
            }
        }
        return latest;
    }

    /**
     * Whether what this id did is erased: if one of the times at which it was done, received or recorded is before the erasure.
     *
     * @param id null or empty for nobody's
     * @param times null where it is not known
     */
    public boolean names(@Nullable String id, @Nullable Instant... times) {
        Instant before = id == null || id.isEmpty() ? null : erasedBefore(id);
        return before != null && Arrays.stream(times).anyMatch(time -> time != null && time.isBefore(before));
    }

    /**
     * Whether the event is erased. It belongs to the person it names, else to its device: what another person does on a device of
     * somebody erased is that person's.
     */
    public boolean names(Event event) {
        if (isEmpty()) {
            return false;
        }
        String user = event.userId();
        String id = user == null ? event.anonymousId() : user;
        return names(id, event.occurredAt(), event.receivedAt());
    }
}
