package dev.clickstream.cli.load;

import dev.clickstream.cli.operate.OperatorProgram;
import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the loader's program does for an operator, as a child process beside the running loader. */
public final class LoadProgram {
    private static final String MEMORY = "512m";

    private final OperatorProgram program;

    public LoadProgram(Terminal terminal, String name) {
        this.program = new OperatorProgram(terminal, name, "warehouse-loader", "dev.clickstream.loader.Operate");
    }

    public JsonNode run(List<String> arguments) {
        PlatformFolder folder = PlatformFolder.find();
        Endpoints endpoints = Endpoints.ofRunning(folder);
        Map<String, String> settings = Map.of(
                "LOADER_KAFKA_BOOTSTRAP", endpoints.get("KAFKA_BOOTSTRAP"),
                "LOADER_BUCKET", endpoints.get("S3_BUCKET"),
                "LOADER_REDSHIFT_JDBC_URL", endpoints.get("REDSHIFT_JDBC_URL"),
                "LOADER_REDSHIFT_USER", endpoints.get("REDSHIFT_USER"),
                "LOADER_REDSHIFT_PASSWORD", endpoints.get("REDSHIFT_PASSWORD"),
                "LOADER_IAM_ROLE", endpoints.get("REDSHIFT_IAM_ROLE"));
        return program.run(folder, endpoints, settings, arguments, MEMORY);
    }
}
