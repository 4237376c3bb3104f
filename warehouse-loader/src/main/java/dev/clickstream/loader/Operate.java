package dev.clickstream.loader;

import dev.clickstream.loader.audit.Audit;
import dev.clickstream.loader.audit.AuditFiles;
import dev.clickstream.loader.audit.AuditReport;
import dev.clickstream.loader.bucket.S3StageBucket;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.lake.LakeErasure;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.plan.LoadSize;
import dev.clickstream.loader.source.KafkaSourceLog;
import dev.clickstream.loader.source.SourceLog;
import dev.clickstream.loader.stage.StageArchive;
import dev.clickstream.loader.stage.StageRepair;
import dev.clickstream.loader.stage.Stager;
import dev.clickstream.loader.warehouse.Progress;
import dev.clickstream.loader.warehouse.Warehouse;
import dev.clickstream.settings.AwsRegion;
import dev.clickstream.settings.ProgramStart;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operator does with the loads, beside a running loader or without one: audit, repair, reload, erase. Settings are the
 * loader's own. The last line is {@code result: } and JSON, or {@code refused: } and a sentence.
 */
public final class Operate {
    /** A load that was planned so long ago should be loaded by now. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What is to be done. */
    private enum What {
        AUDIT,
        REPAIR,
        RELOAD,
        /** Load all that Kafka holds now. */
        CATCH_UP,
        /** The same; then write files anew that hold who was erased. */
        ERASE
    }

    private record Order(What what, Instant from, Instant to, boolean whole, boolean all, boolean dryRun) {}

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final StageBucket bucket;
    private final SourceLog log;
    private final Warehouse warehouse;
    private final LoaderConfig config;
    private final Clock clock;

    private Operate(StageBucket bucket, SourceLog log, Warehouse warehouse, LoaderConfig config, Clock clock) {
        this.bucket = bucket;
        this.log = log;
        this.warehouse = warehouse;
        this.config = config;
        this.clock = clock;
    }

    public static void main(String[] arguments) throws IOException {
        LoaderConfig config = ProgramStart.orExit(() -> LoaderConfig.from(System.getenv()));
        ProgramStart.orExit(AwsRegion::require);
        String loaderId = "operator-" + UUID.randomUUID();
        Files.createDirectories(config.workDirectory());
        try (SourceLog log = new KafkaSourceLog(config.kafka(), LandingTable.topics(), config.fetchBytes());
                StageBucket bucket = new S3StageBucket(S3StageBucket.client().build(), config.bucket());
                Stager stager = new Stager(bucket, log, config.workDirectory(), loaderId, config.stagingThreads());
                Warehouse warehouse = Main.warehouse(config, loaderId)) {
            Order order = order(new ArrayDeque<>(List.of(arguments)));
            Operate operate = new Operate(bucket, log, warehouse, config, Clock.systemUTC());
            System.out.println("ready");
            System.out.println("result: " + operate.carriedOut(order, stager, loaderId));
        } catch (RuntimeException e) {
            System.out.println("refused: " + e.getMessage());
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private String carriedOut(Order order, Stager stager, String loaderId) {
        warehouse.prepare();
        StageArchive archive = new StageArchive(bucket);
        StageRepair files = new StageRepair(bucket, log, config.workDirectory());
        Audit audit = new Audit(archive, files, warehouse, clock, PATIENCE);
        Cycle cycle = new Cycle(log, stager, files, warehouse, loaderId, clock);
        return switch (order.what()) {
            case AUDIT -> audited(audit, order);
            case REPAIR -> {
                List<Repair.Step> steps = new Repair(cycle, stager, archive, files, config)
                        .of(audit.between(order.from(), order.to(), order.whole()), order.dryRun());
                yield json(steps);
            }
            case CATCH_UP ->
                MAPPER.createObjectNode().put("loads", caughtUp(cycle)).toString();
            case ERASE -> {
                long loads = caughtUp(cycle);
                LakeErasure lake = new LakeErasure(archive, bucket, warehouse, config.workDirectory());
                yield MAPPER.<ObjectNode>valueToTree(order.dryRun() ? lake.count() : lake.carryOut())
                        .put("caught_up", loads)
                        .toString();
            }
            case RELOAD ->
                json(new Reload(archive, warehouse).between(order.from(), order.to(), order.all(), order.dryRun()));
        };
    }

    /** Loads up to where the log ends now, beside a running loader or without one. */
    private long caughtUp(Cycle cycle) {
        Map<TopicPartition, Long> ends = log.ends(log.partitions());
        LoadSize size = new LoadSize(config.rollRows(), config.rollRows(), config.warehouseSlices());
        long loads = 0;
        while (!holds(warehouse.progress(), ends)) {
            switch (cycle.run(size)) {
                case CycleResult.Done _, CycleResult.Repaired _ -> loads++;
                case CycleResult.Refused refused -> throw new IllegalStateException(refused.reason());
                case CycleResult.Idle _ -> {
                    return loads;
                }
            }
        }
        return loads;
    }

    private static boolean holds(Progress progress, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> progress.next().getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** A whole day that is over is kept as that day's audit, any other one beside it. */
    private String audited(Audit audit, Order order) {
        AuditReport report = audit.between(order.from(), order.to(), order.whole());
        LocalDate day = LocalDate.ofInstant(order.from(), ZoneOffset.UTC);
        boolean wholeDay = order.from().equals(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                && order.to().equals(day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                && !report.at().isBefore(order.to().plus(PATIENCE));
        AuditFiles kept = new AuditFiles(bucket);
        String url = wholeDay && !kept.hasDay(day) ? kept.keepDay(day, report) : kept.keep(report);
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(report.json());
        return json.put("kept", url).toString();
    }

    private static String json(List<? extends Record> steps) {
        ArrayNode listed = JsonMapper.shared().createArrayNode();
        steps.forEach(step -> listed.add(JsonMapper.shared().<ObjectNode>valueToTree(step)));
        return JsonMapper.shared().createObjectNode().set("steps", listed).toString();
    }

    private static Order order(Deque<String> arguments) {
        try {
            What what = What.valueOf(next(arguments).toUpperCase(Locale.ROOT).replace('-', '_'));
            Instant from = Instant.EPOCH;
            Instant to = Instant.now();
            boolean whole = false;
            boolean all = false;
            boolean dryRun = false;
            while (!arguments.isEmpty()) {
                switch (next(arguments)) {
                    case "--from" -> from = Instant.parse(next(arguments));
                    case "--to" -> to = Instant.parse(next(arguments));
                    case "--whole" -> whole = true;
                    case "--all" -> all = true;
                    case "--dry-run" -> dryRun = true;
                    case String other -> throw new IllegalArgumentException("unknown argument " + other);
                }
            }
            return new Order(what, from, to, whole, all, dryRun);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a time is meant as 2026-11-25T00:00:00Z, was " + e.getParsedString(), e);
        }
    }

    private static String next(Deque<String> arguments) {
        String next = arguments.poll();
        if (next == null) {
            throw new IllegalArgumentException(
                    "wanted: audit|repair|reload|catch-up|erase [--from TIME] [--to TIME] [--whole] [--all] [--dry-run]");
        }
        return next;
    }
}
