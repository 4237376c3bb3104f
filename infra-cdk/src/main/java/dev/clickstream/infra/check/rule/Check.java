package dev.clickstream.infra.check.rule;

import dev.clickstream.infra.check.template.Resource;
import dev.clickstream.infra.check.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Something demanded of every resource of some types. A check looks at one resource at a time, and at its template where
 * what counts stands beside it.
 *
 * @param name in small letters, the service first
 * @param demands in a sentence's words, as the table of findings prints it
 * @param fault what is wrong with a resource; empty if nothing is
 */
public record Check(
        String name, String demands, Set<String> types, BiFunction<Resource, Template, Optional<String>> fault) {

    public static Check of(String name, String demands, String type, Function<Resource, Optional<String>> fault) {
        return new Check(name, demands, Set.of(type), (resource, template) -> fault.apply(resource));
    }

    public static Check of(String name, String demands, Set<String> types, Function<Resource, Optional<String>> fault) {
        return new Check(name, demands, types, (resource, template) -> fault.apply(resource));
    }

    public static Check beside(
            String name, String demands, String type, BiFunction<Resource, Template, Optional<String>> fault) {
        return new Check(name, demands, Set.of(type), fault);
    }

    public List<Finding> findings(Template template) {
        return template.resources(types).stream()
                .flatMap(resource -> fault
                        .apply(resource, template)
                        .map(found -> new Finding(name, resource.stack(), resource.id(), found, demands))
                        .stream())
                .toList();
    }
}
