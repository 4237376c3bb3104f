package dev.clickstream.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docker-compose.yml as Compose reads it: anchors resolved, merge keys ({@code <<}) merged. */
record ComposeFile(Map<String, Service> services, Map<String, Object> volumes, Map<String, Object> networks) {
    private static final Path FILE = Path.of("../docker-compose.yml");

    /** One service; what the file does not say is empty. */
    record Service(Map<String, Object> declared) {
        String text(String name) {
            return String.valueOf(declared.getOrDefault(name, ""));
        }

        List<String> list(String name) {
            return declared.get(name) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }

        /** Mounts of named volumes. */
        List<String> volumes() {
            return list("volumes").stream()
                    .filter(volume -> !volume.startsWith("./"))
                    .toList();
        }

        /** Mounts of files of the checkout. */
        List<String> files() {
            return list("volumes").stream()
                    .filter(volume -> volume.startsWith("./"))
                    .toList();
        }

        Map<String, Object> map(String name) {
            return ComposeFile.map(declared.get(name));
        }

        Map<String, String> environment() {
            Map<String, String> environment = new TreeMap<>();
            map("environment").forEach((name, value) -> environment.put(name, String.valueOf(value)));
            return environment;
        }

        boolean isOurs() {
            return declared.containsKey("build");
        }
    }

    static ComposeFile read() {
        try {
            Map<String, Object> file =
                    map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE)));
            Map<String, Service> services = new LinkedHashMap<>();
            map(file.get("services")).forEach((name, declared) -> services.put(name, new Service(map(declared))));
            return new ComposeFile(services, map(file.get("volumes")), map(file.get("networks")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Service service(String name) {
        Service service = services.get(name);
        if (service == null) {
            throw new AssertionError(
                    "docker-compose.yml has no service %s, only %s".formatted(name, services.keySet()));
        }
        return service;
    }

    Map<String, Service> ours() {
        return services.entrySet().stream()
                .filter(service -> service.getValue().isOurs())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What a mapping says itself goes before what it takes over. */
    private static Map<String, Object> map(Object value) {
        Map<String, Object> merged = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> declared) {
            merged.putAll(map(declared.get("<<")));
            declared.forEach((name, inner) -> {
                if (!"<<".equals(name)) {
                    merged.put(String.valueOf(name), inner);
                }
            });
        }
        return merged;
    }
}
