package dev.clickstream.collector;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.access.BasicCredentials;
import dev.clickstream.collector.access.MessageSources;
import dev.clickstream.collector.access.WriteKeys;
import dev.clickstream.collector.decode.BodyDecoder;
import dev.clickstream.collector.decode.Decoding;
import dev.clickstream.collector.decode.Refusal;
import dev.clickstream.collector.decode.Slice;
import dev.clickstream.collector.metrics.CollectorMetrics;
import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.publish.OutgoingRecord;
import dev.clickstream.collector.publish.Publication;
import dev.clickstream.collector.standardise.Arrival;
import dev.clickstream.collector.verdict.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request's whole way: decode, judge each message, store every verdict, and only then answer. Nothing is acknowledged
 * that the broker has not acknowledged, and nothing is refused without being kept. Safe for any number of threads.
 */
public final class Collector {
    private static final Refusal INVALID_WRITE_KEY = new Refusal(
            Refusal.Code.INVALID_WRITE_KEY,
            "the write key is missing or unknown; send it as the user name of Basic authorization, or as writeKey");

    private final Supplier<WriteKeys> writeKeys;
    private final BodyDecoder decoder;
    private final Judge judge;
    private final EventPublisher publisher;
    private final CollectorMetrics metrics;
    private final Clock clock;

    Collector(
            Supplier<WriteKeys> writeKeys,
            BodyDecoder decoder,
            Judge judge,
            EventPublisher publisher,
            CollectorMetrics metrics,
            Clock clock) {
        this.writeKeys = requireNonNull(writeKeys);
        this.decoder = requireNonNull(decoder);
        this.judge = requireNonNull(judge);
        this.publisher = requireNonNull(publisher);
        this.metrics = requireNonNull(metrics);
        this.clock = requireNonNull(clock);
    }

    /** In bytes; of a longer body no more than one byte more need be read. */
    public int largestBody() {
        return decoder.largestBody();
    }

    public Answer collect(Submission submission) {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        WriteKeys keys = writeKeys.get();
        Optional<String> headerKey = BasicCredentials.writeKey(submission.authorization());
        if (headerKey.isPresent() && headerKey.flatMap(keys::source).isEmpty()) {
            return new Answer.Refused(INVALID_WRITE_KEY);
        }
        return switch (decoder.decode(submission.body())) {
            case Decoding.Refused(Refusal refusal) -> new Answer.Refused(refusal);
            case Decoding.Batch batch -> collect(submission, batch, keys, headerKey, receivedAt);
        };
    }

    private Answer collect(
            Submission submission,
            Decoding.Batch batch,
            WriteKeys keys,
            Optional<String> headerKey,
            Instant receivedAt) {
        Optional<String> requestKey =
                headerKey.or(() -> Optional.ofNullable(batch.writeKey()).filter(key -> !key.isEmpty()));
        Optional<String> source = requestKey.flatMap(keys::source);
        if (requestKey.isPresent() && source.isEmpty()) {
            return new Answer.Refused(INVALID_WRITE_KEY);
        }
        MessageSources sources = new MessageSources(
                keys, source, Optional.ofNullable(submission.queryKey()).flatMap(keys::source));
        Arrival arrival =
                new Arrival(receivedAt, submission.type(), submission.userAgent(), batch.sentAt(), batch.context());
        List<Verdict> verdicts = verdicts(batch.messages(), arrival, sources);
        if (verdicts.stream().noneMatch(Collector::isOfKnownSource)) {
            return new Answer.Refused(INVALID_WRITE_KEY);
        }
        return stored(verdicts, receivedAt);
    }

    private List<Verdict> verdicts(List<Slice> messages, Arrival arrival, MessageSources sources) {
        List<Verdict> verdicts = new ArrayList<>(messages.size());
        for (Slice message : messages) {
            verdicts.add(judge.judge(verdicts.size(), message, arrival, sources));
        }
        return verdicts;
    }

    private Answer stored(List<Verdict> verdicts, Instant receivedAt) {
        List<OutgoingRecord> records = verdicts.stream()
                .map(verdict -> OutgoingRecord.of(verdict, receivedAt))
                .toList();
        return switch (publisher.publish(records)) {
            case Publication.Unavailable unavailable -> new Answer.Unavailable();
            case Publication.Stored stored -> collected(verdicts);
        };
    }

    private Answer collected(List<Verdict> verdicts) {
        List<Verdict.Rejected> rejected = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Rejected one) {
                rejected.add(one);
                metrics.rejected(one.code());
            }
        }
        metrics.accepted(verdicts.size() - rejected.size());
        return new Answer.Collected(verdicts.size() - rejected.size(), rejected);
    }

    private static boolean isOfKnownSource(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> true;
            case Verdict.Rejected rejected -> !rejected.source().equals(MessageSources.UNKNOWN);
        };
    }
}
