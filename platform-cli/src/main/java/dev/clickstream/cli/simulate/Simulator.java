package dev.clickstream.cli.simulate;

import dev.clickstream.cli.send.Message;
import dev.clickstream.cli.send.MessageSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Travellers without number, mixed as they would arrive at a collector: many at once, now and then an event late, twice,
 * or from long ago. The same seed and end give the same stream; memory is bounded, however many events are asked for.
 */
public final class Simulator implements MessageSource {
    private static final double TWICE = 0.01;
    private static final double LATE = 0.02;
    private static final double VERY_OLD = 0.002;
    private static final int LATEST = 1500;

    private final long seed;
    private final long size;
    private final Instant end;
    private final Spoiler spoiler;
    private final RandomGenerator random;
    private final List<Deque<Message>> travelling = new ArrayList<>();
    private final PriorityQueue<Held> held = new PriorityQueue<>();
    private final int together;
    private int travellers;
    private long given;

    /** A message to be given when so many have been given. */
    private record Held(long due, long order, Message message) implements Comparable<Held> {
        @Override
        public int compareTo(Held other) {
            return due == other.due ? Long.compare(order, other.order) : Long.compare(due, other.due);
        }
    }

    /** @param badShare the share of events that are broken on purpose, 0..1 */
    public Simulator(long seed, long size, Instant end, double badShare) {
        if (badShare < 0 || badShare > 1) {
            throw new IllegalArgumentException("the bad share must be 0..1, was " + badShare);
        }
        this.seed = seed;
        this.size = size;
        this.end = end;
        this.random = new SplittableRandom(seed);
        this.spoiler = new Spoiler(badShare, new SplittableRandom(~seed));
        this.together = (int) Math.clamp(size / 100, 1, 200);
    }

    @Override
    public String description() {
        return "%,d simulated events, seed %d".formatted(size, seed);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public @Nullable Message next() {
        if (given >= size) {
            return null;
        }
        given++;
        Held first = held.peek();
        if (first != null && first.due() <= given) {
            held.remove();
            return first.message();
        }
        while (true) {
            Message message = spoiler.maybeSpoil(nextOfSomeTraveller());
            if (Dice.chance(random, LATE)) {
                hold(message);
            } else {
                if (Dice.chance(random, TWICE)) {
                    hold(message);
                }
                return message;
            }
        }
    }

    private void hold(Message message) {
        held.add(new Held(given + random.nextInt(1, LATEST), given, message));
    }

    private Message nextOfSomeTraveller() {
        while (travelling.size() < together) {
            travelling.add(new ArrayDeque<>(Story.of(seed, travellers++, end)));
        }
        int index = random.nextInt(travelling.size());
        Deque<Message> story = travelling.get(index);
        while (story.isEmpty()) {
            story = new ArrayDeque<>(Story.of(seed, travellers++, end));
            travelling.set(index, story);
        }
        Message message = story.removeFirst();
        if (Dice.chance(random, VERY_OLD)) {
            fromLongAgo(message.json());
        }
        return message;
    }

    /** A phone that was off for months: too old to be a recent item, yet history for the warehouse. */
    private void fromLongAgo(ObjectNode json) {
        Duration age = Duration.ofDays(91).plusSeconds(random.nextInt(30 * 86_400));
        json.put("timestamp", end.minus(age).truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
