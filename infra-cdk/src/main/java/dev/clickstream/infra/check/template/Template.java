package dev.clickstream.infra.check.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One stack's resources. */
public record Template(String name, List<Resource> resources) {
    public Template {
        resources = List.copyOf(resources);
    }

    public List<Resource> resources(String type) {
        return resources(Set.of(type));
    }

    public List<Resource> resources(Set<String> types) {
        return resources.stream()
                .filter(resource -> types.contains(resource.type()))
                .toList();
    }

    /** The resource of that type that a reference means, by its ref or its ARN. */
    public Optional<Resource> referred(String type, String reference) {
        return resources(type).stream()
                .filter(resource ->
                        resource.ref().equals(reference) || resource.arn().equals(reference))
                .findFirst();
    }
}
