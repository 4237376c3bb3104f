package dev.clickstream.collector;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.access.BasicCredentials;
import dev.clickstream.collector.access.MessageSources;
import dev.clickstream.collector.access.WriteKeys;
import dev.clickstream.collector.capacity.RequestMemory;
import dev.clickstream.collector.decode.BodyDecoder;
import dev.clickstream.collector.decode.Decoding;
import dev.clickstream.collector.decode.Refusal;
import dev.clickstream.collector.decode.Slice;
import dev.clickstream.collector.duplicate.RecentMessageIds;
import dev.clickstream.collector.metrics.CollectorMetrics;
import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.publish.OutgoingRecord;
import dev.clickstream.collector.publish.Publication;
import dev.clickstream.collector.standardise.Arrival;
import dev.clickstream.collector.verdict.Label;
import dev.clickstream.collector.verdict.RejectionCode;
import dev.clickstream.collector.verdict.Verdict;
import dev.clickstream.collector.verdict.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A request's whole way: decode, judge each message, store every verdict, and only then answer. Nothing is acknowledged
 * that the broker has not acknowledged, and nothing is refused without being kept. Safe for any number of threads.
 */
public final class Collector {
    private static final Refusal INVALID_WRITE_KEY = new Refusal(
            Refusal.Code.INVALID_WRITE_KEY,
            "the write key is missing or unknown; send it as the user name of Basic authorization, or as writeKey");

    /** What a byte of text takes while its request is under way: itself, its envelope, and one message's tree in its turn. */
    private static final int BYTES_OF_TEXT = 4;

    /** What a message takes beside its text: its verdict and its record, with what each adds to it. */
    private static final int BYTES_OF_MESSAGE = 2048;

    private final Supplier<WriteKeys> writeKeys;
    private final BodyDecoder decoder;
    private final Judge judge;
    private final EventPublisher publisher;
    private final RecentMessageIds recentIds;
    private final RequestMemory memory;
    private final CollectorMetrics metrics;
    private final Clock clock;

    Collector(
            Supplier<WriteKeys> writeKeys,
            BodyDecoder decoder,
            Judge judge,
            EventPublisher publisher,
            RecentMessageIds recentIds,
            RequestMemory memory,
            CollectorMetrics metrics,
            Clock clock) {
        this.writeKeys = requireNonNull(writeKeys);
        this.decoder = requireNonNull(decoder);
        this.judge = requireNonNull(judge);
        this.publisher = requireNonNull(publisher);
        this.recentIds = requireNonNull(recentIds);
        this.memory = requireNonNull(memory);
        this.metrics = requireNonNull(metrics);
        this.clock = requireNonNull(clock);
    }

    /** The source of a write key, for what is asked without an event. */
    public Optional<String> source(String writeKey) {
        return writeKeys.get().source(writeKey);
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
        long text = submission.body().length + (long) decoder.inflatedLength(submission.body());
        return memory.reserve(text * BYTES_OF_TEXT)
                .map(share -> decoded(submission, keys, headerKey, receivedAt, share))
                .orElseGet(Answer.Unavailable::new);
    }

    private Answer decoded(
            Submission submission,
            WriteKeys keys,
            Optional<String> headerKey,
            Instant receivedAt,
            RequestMemory.Share share) {
        try (RequestMemory.Share held = share) {
            return switch (submission.protocol().decode(submission.body(), decoder)) {
                case Decoding.Refused(Refusal refusal) -> new Answer.Refused(refusal);
                case Decoding.Batch batch -> ofEnoughMemory(submission, batch, keys, headerKey, receivedAt);
            };
        }
    }

    private Answer ofEnoughMemory(
            Submission submission,
            Decoding.Batch batch,
            WriteKeys keys,
            Optional<String> headerKey,
            Instant receivedAt) {
        Optional<RequestMemory.Share> share =
                memory.reserve((long) batch.messages().size() * BYTES_OF_MESSAGE);
        if (share.isEmpty()) {
            return new Answer.Unavailable();
        }
        try (RequestMemory.Share held = share.get()) {
            return collect(submission, batch, keys, headerKey, receivedAt);
        }
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
        List<Verdict> verdicts = verdicts(batch, arrival, sources);
        if (verdicts.stream().noneMatch(Collector::isOfKnownSource)) {
            return new Answer.Refused(INVALID_WRITE_KEY);
        }
        return stored(verdicts, receivedAt);
    }

    private List<Verdict> verdicts(Decoding.Batch batch, Arrival arrival, MessageSources sources) {
        List<Verdict> verdicts = new ArrayList<>(batch.messages().size());
        for (Slice message : batch.messages()) {
            verdicts.add(
                    batch.damage() == null
                            ? judge.judge(verdicts.size(), message, arrival, sources)
                            : damaged(verdicts.size(), message, batch.damage(), sources));
        }
        return verdicts;
    }

    private static Verdict damaged(int index, Slice message, String damage, MessageSources sources) {
        Violation violation = new Violation(RejectionCode.DAMAGED_BODY, "", "hashCode", damage);
        return new Verdict.Rejected(index, message, sources.ofUnreadable(), Label.UNREADABLE, List.of(violation));
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
        Set<String> inThisRequest = new HashSet<>();
        int duplicates = 0;
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Accepted accepted -> {
                    if (!inThisRequest.add(accepted.messageId()) || recentIds.contains(accepted.messageId())) {
                        duplicates++;
                    }
                }
                case Verdict.Rejected one -> {
                    rejected.add(one);
                    metrics.rejected(one.code());
                }
            }
        }
        inThisRequest.forEach(recentIds::remember);
        int accepted = verdicts.size() - rejected.size();
        metrics.accepted(accepted);
        metrics.duplicates(duplicates);
        return new Answer.Collected(accepted, rejected, duplicates);
    }

    private static boolean isOfKnownSource(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> true;
            case Verdict.Rejected rejected -> !rejected.source().equals(MessageSources.UNKNOWN);
        };
    }
}
