package dev.clickstream.local;

import dev.clickstream.launcher.Service;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the command line asks for.
 *
 * @param services what to start; the warehouse reads S3, so that comes with it
 * @param state where all data is kept between starts
 * @param endpoints the file that will tell where the services are
 */
record Options(Set<Service> services, Path state, Path endpoints) {
    private static final Set<String> NAMES = Set.of("--services", "--state", "--endpoints");
    private static final String USAGE = "usage: --services %s --state DIRECTORY --endpoints FILE"
            .formatted(Arrays.stream(Service.values()).map(Service::word).collect(Collectors.joining(",")));

    Options {
        EnumSet<Service> needed = EnumSet.copyOf(services);
        if (needed.contains(Service.REDSHIFT)) {
            needed.add(Service.S3);
        }
        services = Set.copyOf(needed);
    }

    /** @throws IllegalArgumentException if an option is missing or unknown; the message names it */
    static Options parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!NAMES.contains(name) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("unknown or incomplete option " + name + "; " + USAGE);
            }
            given.put(name, arguments.get(i + 1));
        }
        return new Options(
                services(required(given, "--services")),
                Path.of(required(given, "--state")).toAbsolutePath(),
                Path.of(required(given, "--endpoints")).toAbsolutePath());
    }

    private static Set<Service> services(String words) {
        return Arrays.stream(words.split(",", -1)).map(Options::service).collect(Collectors.toSet());
    }

    private static Service service(String word) {
        return Arrays.stream(Service.values())
                .filter(service -> service.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown service \"" + word + "\"; " + USAGE));
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing; " + USAGE);
        }
        return value;
    }
}
