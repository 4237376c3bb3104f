package dev.clickstream.endtoend.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clickstream.cli.send.Message;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItems;
import dev.clickstream.recent.Snapshot;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What both topologies publish in the end is what a program that shares nothing with them makes of the same messages, whatever
 * happened to these on their way. {@code -Dreplay.rows=200000} compares whole files.
 */
class ReferenceTest {
    private static final int ROWS = Integer.getInteger("replay.rows", 2_000);
    private static final Instant START = Instant.parse("2026-11-25T00:00:00Z");
    private static final TrackingPlan PLAN = TrackingPlan.load();
    private static final Duration WINDOW = Duration.ofSeconds(2);
    /** All in all the clock moves by less than the reference leaves open at the border of the ninety days. */
    private static final int STEPS = 500;

    private static final long SEED = 20261125;
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    private final Map<String, Snapshot> shown = new TreeMap<>();

    static List<Arguments> cases() {
        return List.of(Recording.values()).stream()
                .flatMap(recording ->
                        List.of(Disturbance.values()).stream().map(disturbance -> Arguments.of(recording, disturbance)))
                .toList();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void showsExactlyWhatTheReferenceSays(Recording recording, Disturbance disturbance) throws Exception {
        assumeTrue(Files.exists(recording.file()), "not here, so not compared: " + recording.file());
        List<Message> messages = disturbance.of(recording.read(ROWS, START), new Random(SEED));

        Instant lookedAt = process(messages, List.of());

        String comparison = compare(messages, List.of(), lookedAt);
        System.out.printf("%s, %s: %d messages, %s%n", recording, disturbance, messages.size(), comparison.strip());
        assertThat(comparison).containsPattern("profiles=[1-9].* differences=0\\b");
    }

    /** What an unlinked device did under its own name is its own again; what names the person stays the person's. */
    @ParameterizedTest(name = "{0}, linked and unlinked")
    @EnumSource(Recording.class)
    void unlinkingADeviceGivesItBackWhatItDid(Recording recording) throws Exception {
        assumeTrue(Files.exists(recording.file()), "not here, so not compared: " + recording.file());
        List<Message> messages = Disturbance.SHUFFLED.of(recording.read(ROWS, START), new Random(SEED));
        Set<String> devices = new TreeSet<>();
        for (Message message : messages) {
            if (message.json().has("userId") && message.json().has("anonymousId")) {
                devices.add(message.json().path("anonymousId").asString());
            }
        }
        List<String> unlinked = devices.stream().limit(devices.size() / 2 + 1).toList();

        Instant lookedAt = process(messages, unlinked);

        String comparison = compare(messages, unlinked, lookedAt);
        System.out.printf(
                "%s, UNLINKED: %d messages, unlinked=%d, %s%n",
                recording, messages.size(), unlinked.size(), comparison.strip());
        assertThat(comparison).containsPattern("profiles=[1-9].* differences=0\\b");
    }

    /** Gives the time at which all was published. */
    private Instant process(List<Message> messages, List<String> unlinked) {
        Envelopes envelopes = new Envelopes(PLAN);
        int perStep = messages.size() / STEPS + 1;
        try (TwoTopologies topologies = new TwoTopologies(
                PLAN, NoRules.cache(), WINDOW, START, folder.resolve("state"), (at, snapshot) -> keep(snapshot))) {
            int sent = 0;
            for (Message message : messages) {
                topologies.send(envelopes.of(message, topologies.now()));
                sent++;
                if (sent % perStep == 0) {
                    topologies.advanceTo(topologies.now().plus(TwoTopologies.TICK));
                }
            }
            unlinked.forEach(topologies::unlink);
            // What a merge re-sends opens a group of its own.
            for (int i = 0; i < 3; i++) {
                topologies.advanceTo(topologies.now().plus(WINDOW).plus(TwoTopologies.TICK));
            }
            return topologies.now();
        }
    }

    /** As the table does: a later sequence replaces an earlier one, never the other way round. */
    private void keep(Snapshot snapshot) {
        Snapshot before = shown.put(snapshot.profileId() + '|' + snapshot.category(), snapshot);
        assertThat(before == null || before.sequence() < snapshot.sequence())
                .as("%s after %s", snapshot, before)
                .isTrue();
    }

    private String compare(List<Message> messages, List<String> unlinked, Instant lookedAt)
            throws IOException, InterruptedException {
        Path ledger = folder.resolve("ledger.jsonl");
        Path dump = folder.resolve("dump.jsonl");
        try (BufferedWriter lines = Files.newBufferedWriter(ledger)) {
            for (Message message : messages) {
                lines.write("{\"verdict\":\"accepted\",\"message\":" + message.json() + "}\n");
            }
            for (String device : unlinked) {
                lines.write(JSON.createObjectNode().put("unlink", device) + "\n");
            }
        }
        Files.write(dump, dump(lookedAt));
        Process reference = new ProcessBuilder(
                        "python3", "reference/recent_items.py", ledger.toString(), dump.toString(), lookedAt.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(reference.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        reference.waitFor();
        return said;
    }

    /** As {@code ./clickstream recent --all --json} prints it. */
    private List<String> dump(Instant lookedAt) {
        Map<String, ObjectNode> profiles = new TreeMap<>();
        for (Snapshot snapshot : shown.values()) {
            ObjectNode profile = profiles.computeIfAbsent(snapshot.profileId(), id -> {
                ObjectNode line = JSON.createObjectNode().put("profileId", id);
                line.putObject("categories");
                return line;
            });
            ArrayNode items = ((ObjectNode) profile.get("categories")).putArray(snapshot.category());
            for (Point point : snapshot.points()) {
                if (!RecentItems.isExpired(point.occurredAt(), lookedAt)) {
                    items.addObject()
                            .put("itemId", point.itemId())
                            .put("occurredAt", point.occurredAt().toString());
                }
            }
        }
        return profiles.values().stream().map(ObjectNode::toString).toList();
    }
}
