package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docker-compose.yml must repeat of what the code declares. */
class DockerComposeTest {
    private static final Pattern TOPIC = Pattern.compile("clickstream\\.[a-z-]+\\.v\\d+:\\d+:\\w+:\\d+");

    @Test
    void makesTheTopicsThatTheCodeDeclares() throws IOException {
        String compose = Files.readString(Path.of("../docker-compose.yml"));

        List<String> made =
                TOPIC.matcher(compose).results().map(MatchResult::group).toList();

        assertThat(made)
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all().stream().map(DockerComposeTest::inCompose).toList());
    }

    private static String inCompose(Topic topic) {
        return "%s:%d:%s:%s"
                .formatted(
                        topic.name(),
                        topic.partitions(),
                        topic.settings().get("cleanup.policy"),
                        topic.settings().getOrDefault("retention.ms", "0"));
    }
}
