package dev.clickstream.loader.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every stage bucket does. */
public abstract class StageBucketContract {
    @TempDir
    Path folder;

    private final String key = "contract/" + UUID.randomUUID() + "/a.json";
    /** For what must be told true: that answer may get lost, of three it does not. */
    private final List<String> three = List.of(key + 1, key + 2, key + 3);

    protected abstract StageBucket bucket();

    @Test
    void keepsWhatWasPutFirst() {
        List<Boolean> first = new ArrayList<>();
        for (String each : three) {
            first.add(bucket().putIfAbsent(each, bytes("first")));
            assertThat(bucket().putIfAbsent(each, bytes("second"))).isFalse();

            assertThat(bucket().read(each))
                    .hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("first")));
        }
        assertThat(first).contains(true);
    }

    @Test
    void keepsAFileWithItsMetadata() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "content");
        Map<String, String> metadata = Map.of("range-rows", "1,0,7", "sha256", "abc");

        List<Boolean> first = new ArrayList<>();
        for (String each : three) {
            first.add(bucket().putIfAbsent(each, file, metadata));
            assertThat(bucket().putIfAbsent(each, file, Map.of("range-rows", "9")))
                    .isFalse();

            assertThat(bucket().describe(each)).hasValueSatisfying(object -> {
                assertThat(object.bytes()).isEqualTo(7);
                assertThat(object.metadata()).containsAllEntriesOf(metadata);
            });
        }
        assertThat(first).contains(true);
    }

    @Test
    void knowsNothingOfAKeyThatIsFree() {
        assertThat(bucket().read(key)).isEmpty();
        assertThat(bucket().describe(key)).isEmpty();
    }

    @Test
    void listsTheKeysThatComeAfterAnother() {
        String folder = key.substring(0, key.lastIndexOf('/') + 1);
        for (String name : List.of("3", "1", "2")) {
            bucket().putIfAbsent(folder + name, bytes(name));
        }

        assertThat(bucket().list(folder, "")).containsExactly(folder + "1", folder + "2", folder + "3");
        assertThat(bucket().list(folder, folder + "1")).containsExactly(folder + "2", folder + "3");
    }

    @Test
    void bringsAnObjectToThisMachine() throws Exception {
        bucket().putIfAbsent(key, bytes("content"));
        Path file = Files.writeString(folder.resolve("there"), "something longer than that");

        bucket().download(key, file);

        assertThat(file).hasContent("content");
    }

    @Test
    void replacesOnlyWhatItWasToldOf() throws Exception {
        Path right = Files.writeString(folder.resolve("right"), "right");
        List<Boolean> first = new ArrayList<>();
        for (String each : three) {
            bucket().putIfAbsent(each, bytes("wrong"));
            StoredObject wrong = bucket().describe(each).orElseThrow();

            first.add(bucket().replace(each, wrong, right, Map.of("sha256", "abc")));
            assertThat(bucket().replace(each, wrong, right, Map.of("sha256", "def")))
                    .isFalse();

            assertThat(bucket().read(each))
                    .hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("right")));
            assertThat(bucket().describe(each).orElseThrow().metadata()).containsEntry("sha256", "abc");
        }
        assertThat(first).contains(true);
    }

    @Test
    void whereOlderVersionsAreDeletedWhatLiesThereNowStays() throws Exception {
        bucket().putIfAbsent(key, bytes("older"));
        Path newer = Files.writeString(folder.resolve("newer"), "newer");
        bucket().replace(key, bucket().describe(key).orElseThrow(), newer, Map.of());

        bucket().deleteOlderVersions(key);
        bucket().deleteOlderVersions(key);

        assertThat(bucket().read(key))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("newer")));
    }

    /** Nobody is told so where the winner's answer got lost and its second try met its own object. */
    @Test
    void ofManyWhoPutAtOnceOneWinsAndNoOtherIsToldThatItDid() throws Exception {
        int writers = 8;
        List<Future<Boolean>> puts = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            for (int writer = 0; writer < writers; writer++) {
                byte[] content = bytes("writer " + writer);
                puts.add(pool.submit(() -> bucket().putIfAbsent(key, content)));
            }
        }
        List<String> won = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            if (puts.get(writer).get()) {
                won.add("writer " + writer);
            }
        }
        String kept = new String(bucket().read(key).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(kept).startsWith("writer ");
        assertThat(won).isSubsetOf(kept);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
