package dev.clickstream.endtoend.clients;

import dev.clickstream.launcher.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The two ways to run the collector: a program that serves, and the zip that is deployed, in Lambda's runtime behind its gateway. */
enum Door {
    PROGRAM(new Program("event-collector-lambda", "dev.clickstream.collector.Main", "256m")) {
        @Override
        Map<String, String> settings() {
            return Map.of("COLLECTOR_PORT", "0", "COLLECTOR_HOST", "127.0.0.1");
        }

        @Override
        List<String> arguments(Path work) {
            return List.of();
        }
    },

    LAMBDA(new Program("local-lambda", "dev.clickstream.lambda.Main", "128m")) {
        @Override
        Map<String, String> settings() {
            return Map.of();
        }

        @Override
        List<String> arguments(Path work) {
            return List.of(
                    "--zip",
                    Path.of("../event-collector-lambda/target/event-collector-lambda-function.zip")
                            .toAbsolutePath()
                            .toString(),
                    "--handler",
                    "dev.clickstream.collector.lambda.CollectorFunction",
                    "--work",
                    work.toString(),
                    "--concurrency",
                    "2");
        }
    };

    private final Program program;

    Door(Program program) {
        this.program = program;
    }

    Program program() {
        return program;
    }

    /** Beside those that both have. */
    abstract Map<String, String> settings();

    /** @param work a folder of its own */
    abstract List<String> arguments(Path work);
}
