package dev.clickstream.collector.spill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of spilled batches does. */
abstract class SpillStoreContract {
    private final String run = UUID.randomUUID() + "/";

    abstract SpillStore store();

    @Test
    void whatIsKeptIsReadByteByByte() {
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);

        store().keep(run + "a", content);

        assertThat(store().read(run + "a"))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(content));
    }

    @Test
    void aKeyThatIsTakenKeepsItsFirstContent() {
        store().keep(run + "a", bytes("first"));
        store().keep(run + "a", bytes("second"));

        assertThat(store().read(run + "a"))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("first")));
    }

    @Test
    void ofManyWhoKeepAKeyAtOnceOneWinsAndNobodyFails() throws Exception {
        List<Future<?>> puts = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            for (int writer = 0; writer < 6; writer++) {
                byte[] content = bytes("writer " + writer);
                puts.add(pool.submit(() -> store().keep(run + "a", content)));
            }
        }
        for (Future<?> put : puts) {
            put.get();
        }

        assertThat(store().read(run + "a")).isPresent();
    }

    @Test
    void keysComeInTheirOrderPageByPage() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            keys.add("%sdt=2026-11-25/hr=%02d/%02d".formatted(run, 22 + i / 20, i));
        }
        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, new Random(3));
        shuffled.forEach(key -> store().keep(key, bytes(key)));

        List<String> listed = new ArrayList<>();
        String after = run;
        for (List<String> page = store().keysAfter(after, 10);
                !page.isEmpty() && page.getFirst().startsWith(run);
                page = store().keysAfter(after, 10)) {
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            page.stream().filter(key -> key.startsWith(run)).forEach(listed::add);
            after = page.getLast();
        }
        assertThat(listed).isEqualTo(keys);
    }

    @Test
    void whatIsDeletedIsGoneAndWhatIsNotThereIsAsGoodAsDeleted() {
        store().keep(run + "a", bytes("a"));
        store().keep(run + "b", bytes("b"));
        store().keep(run + "c", bytes("c"));

        store().delete(List.of(run + "a", run + "c", run + "never"));
        store().delete(List.of());

        assertThat(store().read(run + "a")).isEmpty();
        assertThat(store().read(run + "b")).isPresent();
        assertThat(store().read(run + "c")).isEmpty();
    }

    @Test
    void aKeyThatIsFreeHasNoContent() {
        assertThat(store().read(run + "nothing")).isEmpty();
    }

    @Test
    void closedItIsOpenedAnew() {
        store().keep(run + "a", bytes("a"));
        store().close();

        assertThat(store().read(run + "a")).isPresent();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
