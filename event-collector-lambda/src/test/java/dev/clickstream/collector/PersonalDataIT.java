package dev.clickstream.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.publish.OutgoingRecord;
import dev.clickstream.collector.publish.StoredRecords;
import dev.clickstream.collector.treat.Canaries;
import dev.clickstream.collector.treat.Canaries.Canary;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Personal data planted in every place that can hold some, and looked for wherever the collector writes. */
class PersonalDataIT {
    private static final int PLANTED = 200;
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void noPlantedValueIsInAnyTopicNorInTheLog(@TempDir Path state) throws Exception {
        Path log = state.resolve("collector.log");
        List<Canary> canaries = Canaries.planted(PLANTED);
        Map<Integer, Integer> answers = new TreeMap<>();
        List<String> stored = new ArrayList<>();
        int rejected;
        try (LocalPlatform platform = LocalPlatform.start(Set.of(Service.KAFKA), state.resolve("platform"));
                RunningCollector collector = new RunningCollector(platform.endpoint("KAFKA_BOOTSTRAP"), log)) {
            for (Canary canary : canaries) {
                HttpResponse<String> answer = collector.send(collector
                        .request(canary.path())
                        .header("User-Agent", "canary/1.0 (" + canary.tell() + "@quill.example)")
                        .POST(BodyPublishers.ofString(canary.body())));
                answers.merge(answer.statusCode(), 1, Integer::sum);
            }
            for (Topic topic : Stream.concat(Topics.events().stream(), Stream.of(Topics.REJECTED))
                    .toList()) {
                StoredRecords.of(platform.endpoint("KAFKA_BOOTSTRAP"), topic.name())
                        .forEach(record -> stored.add(text(record)));
            }
            rejected = StoredRecords.of(platform.endpoint("KAFKA_BOOTSTRAP"), Topics.REJECTED.name())
                    .size();
        }

        assertThat(canaries).hasSizeGreaterThanOrEqualTo(PLANTED);
        assertThat(answers).containsOnlyKeys(200, 400);
        assertThat(stored).hasSizeGreaterThan(canaries.size() - answers.getOrDefault(400, 0) - 1);
        assertThat(rejected).isGreaterThan(PLANTED / 8);
        assertThat(found(canaries, String.join("\n", stored))).isEmpty();
        assertThat(found(canaries, Files.readString(log))).isEmpty();
    }

    /** The search itself must find what is there. */
    @Test
    void aPlantedValueIsFoundInWhateverSpelling() {
        List<Canary> canaries = Canaries.planted(PLANTED);
        for (Canary canary : canaries) {
            assertThat(found(List.of(canary), seen(canary.body())))
                    .as(canary.body())
                    .hasSize(1);
        }
    }

    private static List<String> found(List<Canary> canaries, String text) {
        String searched = Canaries.squeezed(text);
        return canaries.stream()
                .filter(canary -> searched.contains(canary.tell()))
                .map(Canary::body)
                .toList();
    }

    /** All that a reader can make of a record without a key: its text, a payload in base64, percent-encoding undone. */
    private static String text(OutgoingRecord record) {
        StringBuilder all = new StringBuilder().append(record.key()).append('\n');
        String value = new String(record.value(), UTF_8);
        all.append(seen(value));
        JsonNode payload = JSON.readTree(value).path("payload");
        if (payload.isString()) {
            all.append(seen(new String(Base64.getDecoder().decode(payload.asString()), UTF_8)));
        }
        return all.toString();
    }

    private static String seen(String value) {
        StringBuilder all = new StringBuilder(value).append('\n');
        String decoded = value;
        for (int i = 0; i < 4; i++) {
            decoded = decoded.replace("%40", "@")
                    .replace("%2B", "+")
                    .replace("%2b", "+")
                    .replace("%25", "%");
            all.append(decoded).append('\n');
        }
        return all.toString();
    }
}
