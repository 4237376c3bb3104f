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

    protected abstract StageBucket bucket();

    /** Whoever puts first is told so, but for the few whose answer gets lost. */
    @Test
    void keepsWhatWasPutFirst() {
        List<Boolean> first = new ArrayList<>();
        for (String each : List.of(key + 1, key + 2, key + 3)) {
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

        bucket().putIfAbsent(key, file, metadata);
        assertThat(bucket().putIfAbsent(key, file, Map.of("range-rows", "9"))).isFalse();

        assertThat(bucket().describe(key)).hasValueSatisfying(object -> {
            assertThat(object.bytes()).isEqualTo(7);
            assertThat(object.metadata()).containsAllEntriesOf(metadata);
        });
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
        bucket().putIfAbsent(key, bytes("wrong"));
        StoredObject wrong = bucket().describe(key).orElseThrow();
        Path right = Files.writeString(folder.resolve("right"), "right");

        bucket().replace(key, wrong, right, Map.of("sha256", "abc"));
        assertThat(bucket().replace(key, wrong, right, Map.of("sha256", "def"))).isFalse();

        assertThat(bucket().read(key))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("right")));
        assertThat(bucket().describe(key).orElseThrow().metadata()).containsEntry("sha256", "abc");
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
