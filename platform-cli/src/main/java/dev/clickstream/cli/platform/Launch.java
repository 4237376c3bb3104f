package dev.clickstream.cli.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a program is started.
 *
 * @param environment set on top of our own
 * @param workingDirectory null for ours
 */
record Launch(
        String name,
        List<String> command,
        Map<String, String> environment,
        @Nullable Path workingDirectory,
        Path log) {}
