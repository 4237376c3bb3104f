package dev.clickstream.cli.platform;

import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which programs make a platform, and what each needs to know. */
final class Blueprint {
    static final String LOCAL_PLATFORM = "local-platform";
    static final String COLLECTOR = "collector";
    static final String PROCESSOR = "processor";
    static final String LOADER = "loader";
    static final String DBT_RUNNER = "dbt-runner";

    private static final String FUNCTION_ZIP = "event-collector-lambda/target/event-collector-lambda-function.zip";

    private final PlatformFolder folder;

    Blueprint(PlatformFolder folder) {
        this.folder = folder;
    }

    Path localEndpoints() {
        return folder.state().resolve("local-endpoints.env");
    }

    Launch localPlatform() {
        String services = Arrays.stream(Service.values()).map(Service::word).collect(Collectors.joining(","));
        return java(
                LOCAL_PLATFORM,
                new Program("local-platform", "dev.clickstream.local.Main", "640m"),
                Map.of(),
                List.of(
                        "--services",
                        services,
                        "--state",
                        folder.state().resolve("platform").toString(),
                        "--endpoints",
                        localEndpoints().toString()));
    }

    Launch collector(Endpoints endpoints, int port) {
        Map<String, String> environment = collectorSettings(endpoints);
        environment.put("COLLECTOR_HOST", "127.0.0.1");
        environment.put("COLLECTOR_PORT", Integer.toString(port));
        Program program = new Program("event-collector-lambda", "dev.clickstream.collector.Main", "320m");
        return java(COLLECTOR, program, environment, List.of());
    }

    /** The package that is deployed, in Lambda's runtime. */
    Launch collectorFunction(Endpoints endpoints, int port) {
        Program program = new Program("local-lambda", "dev.clickstream.lambda.Main", "128m");
        return java(
                COLLECTOR,
                program,
                collectorSettings(endpoints),
                List.of(
                        "--zip",
                        folder.home().resolve(FUNCTION_ZIP).toString(),
                        "--handler",
                        "dev.clickstream.collector.lambda.CollectorFunction",
                        "--name",
                        "collector-function",
                        "--work",
                        folder.root().resolve("function").toString(),
                        "--port",
                        Integer.toString(port)));
    }

    private Map<String, String> collectorSettings(Endpoints endpoints) {
        Map<String, String> environment = new LinkedHashMap<>(endpoints.awsEnvironment());
        environment.put("COLLECTOR_KAFKA_BOOTSTRAP", endpoints.get("KAFKA_BOOTSTRAP"));
        environment.put("COLLECTOR_SOURCES_FILE", folder.sources().toString());
        environment.put(
                "COLLECTOR_PII_KEYS_FILE", LocalPiiKeys.at(folder.piiKeys()).toString());
        environment.put("COLLECTOR_REDIS_URL", endpoints.get("REDIS_URL"));
        environment.put("COLLECTOR_SPILL_BUCKET", endpoints.get("S3_BUCKET"));
        return environment;
    }

    Launch processor(Endpoints endpoints, int operationsPort) {
        Map<String, String> environment = new LinkedHashMap<>(endpoints.awsEnvironment());
        environment.put("PROCESSOR_SERVICES", "workflows,groups,sink");
        environment.put("PROCESSOR_KAFKA_BOOTSTRAP", endpoints.get("KAFKA_BOOTSTRAP"));
        environment.put("PROCESSOR_REDIS_URL", endpoints.get("REDIS_URL"));
        environment.put(
                "PROCESSOR_STATE_DIR", folder.state().resolve("processor").toString());
        environment.put("PROCESSOR_INSTANCE_ID", "local");
        environment.put("PROCESSOR_OPERATIONS_PORT", Integer.toString(operationsPort));
        Program program = new Program("stream-processor", "dev.clickstream.processor.Main", "768m");
        return java(PROCESSOR, program, environment, List.of());
    }

    Launch loader(Endpoints endpoints) {
        Map<String, String> environment = new LinkedHashMap<>(endpoints.awsEnvironment());
        environment.put("LOADER_KAFKA_BOOTSTRAP", endpoints.get("KAFKA_BOOTSTRAP"));
        environment.put("LOADER_BUCKET", endpoints.get("S3_BUCKET"));
        environment.put("LOADER_REDSHIFT_JDBC_URL", endpoints.get("REDSHIFT_JDBC_URL"));
        environment.put("LOADER_REDSHIFT_USER", endpoints.get("REDSHIFT_USER"));
        environment.put("LOADER_REDSHIFT_PASSWORD", endpoints.get("REDSHIFT_PASSWORD"));
        environment.put("LOADER_IAM_ROLE", endpoints.get("REDSHIFT_IAM_ROLE"));
        environment.put("LOADER_CYCLE_SECONDS", "5");
        Program program = new Program("warehouse-loader", "dev.clickstream.loader.Main", "512m");
        return java(LOADER, program, environment, List.of());
    }

    /** @param heartbeatSeconds between two heartbeats; 0 for none */
    Launch dbtRunner(Endpoints endpoints, int heartbeatSeconds) {
        if (!Files.isExecutable(folder.python())) {
            throw new PlatformException("%s is missing: start with ./clickstream up, which makes it"
                    .formatted(folder.shown(folder.python())));
        }
        Map<String, String> environment = new LinkedHashMap<>();
        for (String name : List.of("HOST", "PORT", "DATABASE", "USER", "PASSWORD")) {
            environment.put("REDSHIFT_" + name, endpoints.get("REDSHIFT_" + name));
        }
        environment.put("RUNNER_STATE_DIR", folder.state().resolve("dbt").toString());
        if (heartbeatSeconds > 0) {
            environment.put("RUNNER_HEARTBEAT_URL", endpoints.get("COLLECTOR_URL"));
            environment.put("RUNNER_HEARTBEAT_WRITE_KEY", endpoints.get("WRITE_KEY"));
            environment.put("RUNNER_HEARTBEAT_SECONDS", Integer.toString(heartbeatSeconds));
        }
        environment.put("PYTHONUNBUFFERED", "1");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        List<String> command = List.of(folder.python().toString(), "-m", "runner");
        return new Launch(DBT_RUNNER, command, environment, folder.dbtProject(), folder.log(DBT_RUNNER));
    }

    private Launch java(String name, Program program, Map<String, String> environment, List<String> arguments) {
        return Launch.of(new House(folder.home()), name, program, environment, arguments, folder.log(name));
    }
}
