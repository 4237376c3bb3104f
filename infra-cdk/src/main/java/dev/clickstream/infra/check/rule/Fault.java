package dev.clickstream.infra.check.rule;

import dev.clickstream.infra.check.template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The usual faults, each said as what was found. */
public final class Fault {
    private Fault() {}

    public static Optional<String> when(boolean wrong, String found) {
        return wrong ? Optional.of(found) : Optional.empty();
    }

    /** Unless all of these properties are there. */
    public static Optional<String> missing(Resource resource, String... paths) {
        return joined(List.of(paths), path -> !resource.has(path), path -> path + " is missing");
    }

    /** Unless a property has that value. */
    public static Optional<String> not(Resource resource, String path, String wanted) {
        return when(!resource.text(path).equals(wanted), said(resource, path));
    }

    /** All of several faults, as one. */
    public static Optional<String> either(List<Optional<String>> faults) {
        List<String> found = faults.stream().flatMap(Optional::stream).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
    }

    /** A property and what it says. */
    public static String said(Resource resource, String path) {
        JsonNode node = resource.at(path);
        if (node.isMissingNode()) {
            return path + " is missing";
        }
        return path + " is " + (node.isContainer() ? node.toString() : node.asString());
    }

    /** One fault of all elements that are wrong. */
    public static <T> Optional<String> joined(List<T> elements, Predicate<T> wrong, Function<T, String> found) {
        List<String> faults = new ArrayList<>();
        elements.stream().filter(wrong).map(found).forEach(faults::add);
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
    }
}
