package dev.clickstream.infra.stack;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.cache.RulesCache;
import dev.clickstream.infra.construct.kafka.KafkaAccess;
import dev.clickstream.infra.construct.kafka.KafkaProgram;
import dev.clickstream.infra.construct.network.Party;
import dev.clickstream.infra.construct.service.Program;
import dev.clickstream.infra.construct.store.Image;
import dev.clickstream.infra.construct.store.RulesTable;
import dev.clickstream.infra.construct.warehouse.RedshiftWarehouse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** The five programs as they run here: their settings, and exactly what each may do. */
final class Programs {
    private static final String STATE = "/var/lib/clickstream";
    private static final String TEMP = "/tmp";
    /** The least that Fargate gives beyond the free twenty. */
    private static final int SMALL_DISK = 21;

    private static final int STATE_DISK = 100;
    private static final int OPERATIONS_PORT = 8081;

    private final String bootstrap;
    private final Map<Party, Program> programs = new EnumMap<>(Party.class);

    Programs(Profile profile, String bootstrap, ServicesStack.Surroundings around) {
        this.bootstrap = bootstrap;
        KafkaAccess kafka = around.kafka();
        RulesCache cache = around.cache().cache();
        RulesTable rules = around.state().rules();
        RedshiftWarehouse warehouse = around.warehouse().warehouse();
        programs.put(
                Party.WORKFLOWS,
                stream(
                        KafkaProgram.WORKFLOWS,
                        profile.workflows(),
                        STATE_DISK,
                        rulesSettings(cache, rules),
                        plus(plus(streamAccess(kafka, KafkaProgram.WORKFLOWS), cache.read()), rules.read())));
        programs.put(
                Party.GROUPS,
                stream(
                        KafkaProgram.GROUPS,
                        profile.groups(),
                        STATE_DISK,
                        rulesSettings(cache, rules),
                        plus(plus(streamAccess(kafka, KafkaProgram.GROUPS), cache.read()), rules.read())));
        programs.put(
                Party.SINK,
                stream(
                        KafkaProgram.SINK,
                        profile.sink(),
                        SMALL_DISK,
                        Map.of(
                                "PROCESSOR_REDIS_URL", cache.url(),
                                "PROCESSOR_REDIS_USER", cache.syncName(),
                                "PROCESSOR_REDIS_IAM_CACHE", cache.cacheName(),
                                "PROCESSOR_RECENT_ITEMS_TABLE",
                                        around.state().recentItems().tableName()),
                        plus(sinkAccess(kafka, around), cache.sync())));
        programs.put(Party.LOADER, loader(profile.loader(), around, warehouse));
        programs.put(Party.RUNNER, runner(warehouse));
    }

    /** Where a program finds the rules: in the cache, and in the table while that is away. */
    private static Map<String, String> rulesSettings(RulesCache cache, RulesTable rules) {
        return Map.of(
                "PROCESSOR_REDIS_URL", cache.url(),
                "PROCESSOR_REDIS_USER", cache.readerName(),
                "PROCESSOR_REDIS_IAM_CACHE", cache.cacheName(),
                "PROCESSOR_RULES_TABLE", rules.tableName());
    }

    private Program stream(
            KafkaProgram kafka,
            Profile.Streams size,
            int diskGib,
            Map<String, String> own,
            List<PolicyStatement> access) {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("PROCESSOR_SERVICES", kafka.group());
        settings.put("PROCESSOR_KAFKA_BOOTSTRAP", bootstrap);
        settings.put("PROCESSOR_KAFKA_SECURITY", "iam");
        settings.put("PROCESSOR_STATE_DIR", STATE);
        settings.put("PROCESSOR_OPERATIONS_PORT", Integer.toString(OPERATIONS_PORT));
        settings.put("PROCESSOR_STANDBY_REPLICAS", Integer.toString(size.standbys()));
        settings.put("PROCESSOR_THREADS", Integer.toString(Math.max(1, size.cpu() / 1024)));
        return new Program(
                kafka.group(),
                Image.PROCESSOR,
                size.cpu(),
                size.memoryMib(),
                size.minTasks(),
                size.maxTasks(),
                diskGib,
                false,
                OPERATIONS_PORT,
                List.of(STATE, TEMP),
                settings,
                access);
    }

    private Program loader(Profile.Loader size, ServicesStack.Surroundings around, RedshiftWarehouse warehouse) {
        List<PolicyStatement> access = plus(
                around.kafka().consume(KafkaProgram.LOADER.group(), KafkaProgram.LOADER.reads()),
                around.state().lake().load());
        return new Program(
                "loader",
                Image.LOADER,
                size.cpu(),
                size.memoryMib(),
                size.tasks(),
                size.tasks(),
                SMALL_DISK,
                false,
                null,
                List.of(STATE, TEMP),
                Map.of(
                        "LOADER_KAFKA_BOOTSTRAP", bootstrap,
                        "LOADER_KAFKA_SECURITY", "iam",
                        "LOADER_BUCKET", around.state().lake().bucketName(),
                        "LOADER_REDSHIFT_JDBC_URL", warehouse.jdbcUrl(),
                        "LOADER_REDSHIFT_WORKGROUP", warehouse.workgroupName(),
                        "LOADER_IAM_ROLE", warehouse.copyRoleArn(),
                        "LOADER_CYCLE_SECONDS", Integer.toString(size.cycleSeconds()),
                        "LOADER_WORK_DIR", STATE),
                plus(access, warehouse.signIn()));
    }

    private static Program runner(RedshiftWarehouse warehouse) {
        return new Program(
                "runner",
                Image.RUNNER,
                512,
                2048,
                1,
                1,
                SMALL_DISK,
                true,
                null,
                List.of(STATE, TEMP),
                Map.of(
                        "REDSHIFT_HOST",
                        warehouse.host(),
                        "REDSHIFT_PORT",
                        Integer.toString(RedshiftWarehouse.PORT),
                        "REDSHIFT_DATABASE",
                        RedshiftWarehouse.DATABASE,
                        "REDSHIFT_SSLMODE",
                        "require",
                        "REDSHIFT_WORKGROUP",
                        warehouse.workgroupName(),
                        "RUNNER_STATE_DIR",
                        STATE),
                List.of(warehouse.signIn()));
    }

    private static List<PolicyStatement> sinkAccess(KafkaAccess kafka, ServicesStack.Surroundings around) {
        List<String> reads = new ArrayList<>(KafkaProgram.SINK.reads());
        reads.addAll(KafkaProgram.SYNC.reads());
        return plus(
                kafka.consumeAndProduce(
                        List.of(KafkaProgram.SINK.group(), KafkaProgram.SYNC.group()),
                        reads,
                        KafkaProgram.SINK.writes()),
                around.state().recentItems().write());
    }

    private static List<PolicyStatement> streamAccess(KafkaAccess kafka, KafkaProgram program) {
        List<String> reads = new ArrayList<>(program.reads());
        reads.addAll(KafkaProgram.followed());
        return kafka.stream(program.group(), reads, program.writes());
    }

    private static List<PolicyStatement> plus(List<PolicyStatement> statements, PolicyStatement more) {
        return plus(statements, List.of(more));
    }

    private static List<PolicyStatement> plus(List<PolicyStatement> statements, List<PolicyStatement> more) {
        List<PolicyStatement> all = new ArrayList<>(statements);
        all.addAll(more);
        return all;
    }

    Map<Party, Program> all() {
        return programs;
    }

    Program of(Party party) {
        Program program = programs.get(party);
        if (program == null) {
            throw new IllegalStateException("no program for " + party);
        }
        return program;
    }
}
