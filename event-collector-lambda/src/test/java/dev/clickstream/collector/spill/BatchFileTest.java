package dev.clickstream.collector.spill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.collector.publish.OutgoingRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BatchFileTest {
    @Property(tries = 200)
    void whatIsPackedIsUnpackedRecordByRecord(@ForAll("batches") List<OutgoingRecord> batch) {
        List<OutgoingRecord> unpacked = BatchFile.unpack(BatchFile.pack(batch).bytes());

        assertThat(unpacked).hasSameSizeAs(batch);
        for (int i = 0; i < batch.size(); i++) {
            assertThat(unpacked.get(i).topic()).isEqualTo(batch.get(i).topic());
            assertThat(unpacked.get(i).key()).isEqualTo(batch.get(i).key());
            assertThat(unpacked.get(i).schema()).isEqualTo(batch.get(i).schema());
            assertThat(unpacked.get(i).value()).isEqualTo(batch.get(i).value());
        }
    }

    @Provide
    Arbitrary<List<OutgoingRecord>> batches() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(40).filter(BatchFileTest::hasWholeCharacters);
        return Combinators.combine(
                        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20),
                        text.injectNull(0.2),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                        text.injectNull(0.2))
                .as(OutgoingRecord::new)
                .list()
                .ofMaxSize(20);
    }

    private static boolean hasWholeCharacters(String text) {
        return new String(text.getBytes(UTF_8), UTF_8).equals(text);
    }

    @Test
    void aPersonCanReadIt() throws IOException {
        BatchFile.Packed packed = BatchFile.pack(
                List.of(record("events", "device-1", "{\"a\":1}", "a/1-0-0"), record("rejected", null, "{}", null)));

        String text = new String(new GZIPInputStream(new ByteArrayInputStream(packed.bytes())).readAllBytes(), UTF_8);
        assertThat(text).isEqualTo("""
                        {"format":1,"records":2}
                        {"topic":"events","key":"device-1","schema":"a/1-0-0","bytes":7}
                        {"a":1}
                        {"topic":"rejected","bytes":2}
                        {}
                        """);
        assertThat(packed.length()).isEqualTo(text.length());
    }

    @Test
    void cutAnywhereItIsRefusedAndNotReadInPart() {
        byte[] whole = BatchFile.pack(List.of(record("t", "k", "some value", "s"), record("t", "k", "another", "s")))
                .bytes();

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> BatchFile.unpack(cut))
                    .isInstanceOf(SpillException.class)
                    .hasMessageStartingWith("it is damaged: ");
        }
    }

    @Test
    void whatIsOfALaterFormatIsNamed() {
        assertThatThrownBy(() -> BatchFile.unpack(gzip("{\"format\":2,\"records\":0}\n")))
                .hasMessage("it is of format 2, wanted 1");
    }

    @Test
    void whatGoesOnAfterItsEndOrLiesAboutALengthIsRefused() {
        assertThatThrownBy(() -> BatchFile.unpack(gzip("{\"format\":1,\"records\":0}\nmore")))
                .hasMessage("it goes on after its 0 records");
        assertThatThrownBy(() ->
                        BatchFile.unpack(gzip("{\"format\":1,\"records\":1}\n{\"topic\":\"t\",\"bytes\":1}\nab\n")))
                .hasMessage("it is damaged: a record of 1 bytes is cut or too long");
    }

    private static OutgoingRecord record(String topic, String key, String value, String schema) {
        return new OutgoingRecord(topic, key, value.getBytes(UTF_8), schema);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
