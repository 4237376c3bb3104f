package dev.clickstream.processor.rebuild;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.processor.activity.RuledActivities;
import dev.clickstream.processor.erasure.ErasureTopic;
import dev.clickstream.processor.identity.IdentitySettings;
import dev.clickstream.processor.rebuild.features.FeatureExport;
import dev.clickstream.processor.rebuild.history.History;
import dev.clickstream.processor.rebuild.history.HistoryException;
import dev.clickstream.processor.rebuild.history.HistoryWithoutErased;
import dev.clickstream.processor.rebuild.history.KafkaHistory;
import dev.clickstream.processor.rebuild.history.S3History;
import dev.clickstream.recent.pointer.TablePointerStore;
import dev.clickstream.recent.table.GenerationTables;
import dev.clickstream.recent.table.SnapshotScan;
import dev.clickstream.rules.activity.PlannedActivities;
import dev.clickstream.rules.force.RulesCache;
import dev.clickstream.rules.redis.RedisRules;
import dev.clickstream.settings.ProgramStart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the table of recent items anew, or exports features, and ends. Prints lines that begin with {@code progress: }, and
 * one with {@code result: } and JSON. Exit codes: 0 done, 1 refused or failed, 2 wrong use or settings.
 */
public final class Main {
    private static final double SHARE_FOR_POINTS = 0.6;
    private static final Duration ONCE = Duration.ofDays(365);
    private static final int REFUSED = 1;
    private static final int WRONG_USE = 2;

    private final RebuildConfig config;
    private final Task task;
    private final InstantSource clock = InstantSource.system();
    private final ProgressLines lines = new ProgressLines(System.out, clock);

    private Main(RebuildConfig config, Task task) {
        this.config = config;
        this.task = task;
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            ProgramStart.readArguments(arguments, RebuildConfig.SETTINGS);
        }
        RebuildConfig config = ProgramStart.orExit(() -> RebuildConfig.from(System.getenv()));
        try {
            System.out.println("result: " + new Main(config, Task.of(arguments)).run());
        } catch (IllegalArgumentException e) {
            end(e, WRONG_USE);
        } catch (RebuildException | HistoryException | IllegalStateException | DynamoDbException e) {
            end(e, REFUSED);
        }
        System.exit(0);
    }

    private static void end(RuntimeException reason, int code) {
        System.out.println("refused: " + reason.getMessage());
        System.exit(code);
    }

    private ObjectNode run() throws InterruptedException {
        try (DynamoDbClient dynamoDb = DynamoDbClient.create()) {
            return switch (task) {
                case Task.RecentItemsTable table -> build(dynamoDb, table);
                case Task.FeaturesAsOf features -> asOf(dynamoDb, features);
                case Task.FeaturesOfTable features -> ofTable(dynamoDb, features);
            };
        }
    }

    private ObjectNode build(DynamoDbClient dynamoDb, Task.RecentItemsTable table) throws InterruptedException {
        try (S3Client s3 = s3();
                RedisClient redis = config.redis().open();
                RulesCache rules = rules(redis)) {
            Rebuild rebuild = rebuild(dynamoDb, histories(table.from(), s3), rules);
            Instant asOf = table.asOf();
            return asJson(asOf == null ? rebuild.ofNow(table.end(), owner()) : rebuild.asOf(asOf));
        }
    }

    private ObjectNode asOf(DynamoDbClient dynamoDb, Task.FeaturesAsOf features) {
        try (S3Client s3 = s3();
                RedisClient redis = config.redis().open();
                RulesCache rules = rules(redis)) {
            Fold fold = rebuild(dynamoDb, histories(features.from(), s3), rules).fold(features.asOf());
            return asJson(FeatureExport.ofFold(each -> fold.snapshots(1, each), features.asOf(), features.out()));
        }
    }

    private Rebuild rebuild(DynamoDbClient dynamoDb, List<History> histories, RulesCache rules) {
        PlannedActivities planned = new PlannedActivities(TrackingPlan.load(config.trackingPlans()));
        EventActivities activities = new EventActivities(new RuledActivities(planned, rules), rules);
        IdentitySettings identity = new IdentitySettings(
                config.mostPeoplePerDevice(), id -> rules.current().blocks(id));
        long budget = (long) (Runtime.getRuntime().maxMemory() * SHARE_FOR_POINTS);
        return new Rebuild(
                dynamoDb,
                config.recentItemsTable(),
                histories,
                asOf -> new Fold(activities, identity, asOf, budget, lines),
                clock,
                lines);
    }

    private static S3Client s3() {
        return S3Client.builder().forcePathStyle(true).build();
    }

    private ObjectNode ofTable(DynamoDbClient dynamoDb, Task.FeaturesOfTable features) {
        String base = config.recentItemsTable();
        String given = features.table();
        String table = given != null
                ? given
                : new TablePointerStore(dynamoDb, base).read().live().name();
        Instant asOf = new GenerationTables(dynamoDb, base).asOf(table).orElseGet(clock::instant);
        return asJson(FeatureExport.ofTable(new SnapshotScan(dynamoDb), table, asOf, features.out()));
    }

    /** Rules that cannot be read are not "no rules": dropped events would come back. */
    private static RulesCache rules(RedisClient redis) {
        RedisRules source = new RedisRules(redis);
        try {
            source.fetch();
        } catch (RuntimeException e) {
            throw new RebuildException("the rules cannot be read from Redis: " + e.getMessage());
        }
        RulesCache rules = new RulesCache(List.of(source), InstantSource.system());
        rules.start(ONCE);
        return rules;
    }

    private List<History> histories(Task.From from, S3Client s3) {
        List<History> histories = new ArrayList<>();
        if (from == Task.From.S3) {
            String bucket = config.bucket();
            if (bucket == null) {
                throw new IllegalArgumentException("--from s3 needs REBUILD_BUCKET, the loader's bucket");
            }
            histories.add(new S3History(s3, bucket));
            histories.add(KafkaHistory.latest(config.kafka().clientSettings()));
        } else {
            histories.add(KafkaHistory.whole(config.kafka().clientSettings()));
        }
        ErasureList erased = ErasureTopic.read(config.kafka().clientSettings());
        return histories.stream()
                .<History>map(history -> new HistoryWithoutErased(history, erased))
                .toList();
    }

    private static String owner() {
        return "process %d, %s".formatted(ProcessHandle.current().pid(), UUID.randomUUID());
    }

    private static ObjectNode asJson(Rebuild.Result result) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("table", result.table())
                .put("switched", result.switched())
                .put("events", result.events())
                .put("unreadable", result.unreadable())
                .put("snapshots", result.snapshots())
                .put("unwritable", result.unwritable());
        Comparison comparison = result.comparison();
        if (comparison != null) {
            json.put("identical", comparison.identical())
                    .put("only_live", comparison.onlyLive())
                    .put("only_rebuilt", comparison.onlyRebuilt())
                    .put("different", comparison.different());
            comparison.examples().forEach(json.putArray("examples")::add);
        }
        return json;
    }

    private static ObjectNode asJson(FeatureExport.Result result) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("file", result.file().toString())
                .put("rows", result.rows())
                .put("as_of", result.asOf().toString());
    }
}
