package dev.clickstream.infra.check.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stacks of one deployment, with the references between them. */
public record Assembly(List<Template> templates) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SUFFIX = ".template.json";

    public Assembly {
        templates = List.copyOf(templates);
    }

    /**
     * @param folder as {@code cdk synth} writes it
     * @throws IllegalArgumentException if it holds no template
     */
    public static Assembly read(Path folder) throws IOException {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                stacks.put(name.substring(0, name.length() - SUFFIX.length()), JSON.readTree(Files.readString(file)));
            }
        }
        if (stacks.isEmpty()) {
            throw new IllegalArgumentException("%s holds no *%s; has it been synthesised?".formatted(folder, SUFFIX));
        }
        return of(stacks);
    }

    /** @param stacks templates as CloudFormation takes them, by stack name */
    public static Assembly of(Map<String, JsonNode> stacks) {
        Intrinsics intrinsics = new Intrinsics(stacks);
        List<Template> templates = new ArrayList<>();
        stacks.forEach((stack, root) -> {
            List<Resource> resources = new ArrayList<>();
            for (String id : root.path("Resources").propertyNames()) {
                resources.add(intrinsics.resource(stack, id));
            }
            templates.add(new Template(stack, resources));
        });
        return new Assembly(templates);
    }

    public List<Resource> resources(String type) {
        return templates.stream()
                .flatMap(template -> template.resources(type).stream())
                .toList();
    }
}
