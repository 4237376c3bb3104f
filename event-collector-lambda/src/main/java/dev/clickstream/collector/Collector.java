package dev.clickstream.collector;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.access.Admission;
import dev.clickstream.collector.access.BasicCredentials;
import dev.clickstream.collector.access.Denial;
import dev.clickstream.collector.access.MessageSources;
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
import dev.clickstream.collector.verdict.Verdict;
import dev.clickstream.source.Source;
import dev.clickstream.source.Sources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /** Of what a batch says once for all its messages: more than that is not kept with a rejected one. */
    private static final int LARGEST_BATCH_WORDS = 16_384;

    /** Of all copies of it in one request: thousands of small messages may be rejected at once. */
    private static final int LARGEST_COPIES = 1_048_576;

    private final Supplier<Sources> sources;
    private final Admission admission;
    private final BodyDecoder decoder;
    private final Judge judge;
    private final EventPublisher publisher;
    private final RecentMessageIds recentIds;
    private final RequestMemory memory;
    private final CollectorMetrics metrics;
    private final Clock clock;

    Collector(
            Supplier<Sources> sources,
            Admission admission,
            BodyDecoder decoder,
            Judge judge,
            EventPublisher publisher,
            RecentMessageIds recentIds,
            RequestMemory memory,
            CollectorMetrics metrics,
            Clock clock) {
        this.sources = requireNonNull(sources);
        this.admission = requireNonNull(admission);
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
        return sources.get().ofKey(writeKey).map(Source::name);
    }

    /** In bytes; of a longer body no more than one byte more need be read. */
    public int largestBody() {
        return decoder.largestBody();
    }

    public Answer collect(Submission submission) {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Sources known = sources.get();
        Optional<String> headerKey = BasicCredentials.writeKey(submission.authorization());
        Optional<Source> source = headerKey.flatMap(known::ofKey);
        if (headerKey.isPresent() && source.isEmpty()) {
            return new Answer.Refused(INVALID_WRITE_KEY);
        }
        Optional<Denial> denial = source.flatMap(one -> beforeReading(one, submission, receivedAt));
        if (denial.isPresent()) {
            return denied(denial.get());
        }
        long text = submission.body().length + (long) decoder.inflatedLength(submission.body());
        return memory.reserve(text * BYTES_OF_TEXT)
                .map(share -> decoded(submission, known, source, receivedAt, share))
                .orElseGet(Answer.Unavailable::new);
    }

    private Answer decoded(
            Submission submission,
            Sources known,
            Optional<Source> ofHeader,
            Instant receivedAt,
            RequestMemory.Share share) {
        try (RequestMemory.Share held = share) {
            return switch (submission.protocol().decode(submission.body(), decoder)) {
                case Decoding.Refused(Refusal refusal) -> new Answer.Refused(refusal);
                case Decoding.Batch batch -> ofEnoughMemory(submission, batch, known, ofHeader, receivedAt);
            };
        }
    }

    private Answer ofEnoughMemory(
            Submission submission, Decoding.Batch batch, Sources known, Optional<Source> ofHeader, Instant receivedAt) {
        Optional<RequestMemory.Share> share =
                memory.reserve((long) batch.messages().size() * BYTES_OF_MESSAGE);
        if (share.isEmpty()) {
            return new Answer.Unavailable();
        }
        try (RequestMemory.Share held = share.get()) {
            return collect(submission, batch, known, ofHeader, receivedAt);
        }
    }

    private Answer collect(
            Submission submission, Decoding.Batch batch, Sources known, Optional<Source> ofHeader, Instant receivedAt) {
        Optional<String> batchKey = Optional.ofNullable(batch.writeKey()).filter(key -> !key.isEmpty());
        Optional<Source> source = ofHeader.or(() -> batchKey.flatMap(known::ofKey));
        if (source.isEmpty() && batchKey.isPresent()) {
            return new Answer.Refused(INVALID_WRITE_KEY);
        }
        MessageSources senders = new MessageSources(
                known, source, Optional.ofNullable(submission.queryKey()).flatMap(known::ofKey));
        int events = batch.messages().size();
        // A header's source has been looked at before the body was read.
        Optional<Denial> denial = ofHeader.isPresent()
                ? admission.take(ofHeader.get(), events)
                : source.flatMap(one -> denial(one, submission, events, receivedAt));
        if (denial.isPresent()) {
            return denied(denial.get());
        }
        Arrival arrival =
                new Arrival(receivedAt, submission.type(), submission.userAgent(), batch.sentAt(), batch.context());
        List<Verdict> verdicts = verdicts(batch, arrival, senders);
        if (verdicts.stream().noneMatch(Collector::isOfKnownSource)) {
            return new Answer.Refused(INVALID_WRITE_KEY);
        }
        if (source.isEmpty()) {
            denial = denialOfAny(known, verdicts, submission, receivedAt);
            if (denial.isPresent()) {
                return denied(denial.get());
            }
        }
        return stored(verdicts, arrival);
    }

    /** Where each message names its own key: the sources are known only when the messages have been read. */
    private Optional<Denial> denialOfAny(
            Sources known, List<Verdict> verdicts, Submission submission, Instant receivedAt) {
        Map<String, Long> events =
                verdicts.stream().collect(Collectors.groupingBy(Verdict::source, TreeMap::new, Collectors.counting()));
        return events.entrySet().stream()
                .flatMap(entry -> known
                        .named(entry.getKey())
                        .flatMap(source ->
                                denial(source, submission, entry.getValue().intValue(), receivedAt))
                        .stream())
                .findFirst();
    }

    private Optional<Denial> denial(Source source, Submission submission, int events, Instant receivedAt) {
        return beforeReading(source, submission, receivedAt).or(() -> admission.take(source, events));
    }

    private Optional<Denial> beforeReading(Source source, Submission submission, Instant receivedAt) {
        return admission.beforeReading(
                source, submission.origin(), submission.signature(), submission.body(), receivedAt);
    }

    private static Answer denied(Denial denial) {
        return switch (denial) {
            case Denial.Forbidden(Refusal refusal) -> new Answer.Refused(refusal);
            case Denial.TooMuch(Duration pause) -> new Answer.TooMuch(pause);
        };
    }

    private List<Verdict> verdicts(Decoding.Batch batch, Arrival arrival, MessageSources senders) {
        List<Verdict> verdicts = new ArrayList<>(batch.messages().size());
        for (Slice message : batch.messages()) {
            verdicts.add(
                    batch.damage() == null
                            ? judge.judge(verdicts.size(), message, arrival, senders)
                            : judge.damaged(verdicts.size(), message, batch.damage(), senders));
        }
        return verdicts;
    }

    private Answer stored(List<Verdict> verdicts, Arrival arrival) {
        long rejected =
                verdicts.stream().filter(Verdict.Rejected.class::isInstance).count();
        byte[] batch = rejected == 0 ? null : judge.saidForAll(arrival);
        if (batch == null || batch.length > LARGEST_BATCH_WORDS || batch.length * rejected > LARGEST_COPIES) {
            return stored(verdicts, arrival.receivedAt(), null);
        }
        Optional<RequestMemory.Share> share = memory.reserve(batch.length * rejected * BYTES_OF_TEXT);
        if (share.isEmpty()) {
            return new Answer.Unavailable();
        }
        try (RequestMemory.Share held = share.get()) {
            return stored(verdicts, arrival.receivedAt(), batch);
        }
    }

    private Answer stored(List<Verdict> verdicts, Instant receivedAt, byte @Nullable [] batch) {
        List<OutgoingRecord> records = verdicts.stream()
                .map(verdict -> OutgoingRecord.of(verdict, receivedAt, batch))
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
        return !verdict.source().equals(MessageSources.UNKNOWN);
    }
}
