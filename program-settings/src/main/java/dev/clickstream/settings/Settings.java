package dev.clickstream.settings;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * What a program can be told, by environment variables that begin with its prefix.
 *
 * @param program as in messages, e.g. {@code loader}
 * @param prefix e.g. {@code LOADER_}; a variable with this prefix that is not declared is refused: a typing error never
 *     passes in silence
 */
public record Settings(String program, String prefix, ConfigDef declared) {
    /** The exit code of a program whose settings were refused. */
    public static final int WRONG_SETTINGS = 2;

    /**
     * @param environment of the process; variables without the prefix are not looked at
     * @param whole makes the program's own record of the settings; may refuse what is only wrong together
     * @throws ConfigException naming every wrong, missing and unknown setting at once, one a line
     */
    public <T> T read(Map<String, String> environment, Function<AbstractConfig, T> whole) {
        Map<String, String> given = new TreeMap<>(environment);
        given.keySet().removeIf(name -> !name.startsWith(prefix));
        List<String> problems = new ArrayList<>();
        for (String name : given.keySet()) {
            if (!declared.names().contains(name)) {
                problems.add("%s is not a setting of the %s%s".formatted(name, program, likeliest(name)));
            }
        }
        given.keySet().retainAll(declared.names());
        for (ConfigValue value : declared.validate(given)) {
            value.errorMessages().stream().limit(1).map(this::plain).forEach(problems::add);
        }
        if (problems.isEmpty()) {
            try {
                return whole.apply(new AbstractConfig(declared, given, false));
            } catch (ConfigException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        throw new ConfigException("the %s's settings are wrong:\n  %s\n(--help lists all settings)"
                .formatted(program, String.join("\n  ", problems)));
    }

    /** All settings as a Markdown table: what {@code --help} prints, and a page of the reference. */
    public String table() {
        StringBuilder table = new StringBuilder("| setting | default | what it is |\n| --- | --- | --- |\n");
        for (ConfigDef.ConfigKey key : declared.configKeys().values().stream()
                .sorted((a, b) -> a.name.compareTo(b.name))
                .toList()) {
            table.append("| `%s` | %s | %s%s |\n".formatted(key.name, defaultOf(key), key.documentation, allowed(key)));
        }
        return table.toString();
    }

    /** Kafka's words for a setting that is not there speak of configurations without defaults. */
    private String plain(String message) {
        String missing = "Missing required configuration \"";
        if (message.startsWith(missing)) {
            String name = message.substring(missing.length(), message.indexOf('"', missing.length()));
            return "%s is missing: %s"
                    .formatted(name, requireNonNull(declared.configKeys().get(name)).documentation);
        }
        return message.replaceFirst("^Invalid value (.*) for configuration ([A-Z_]+): ?", "$2 cannot be $1: ");
    }

    private String likeliest(String name) {
        return declared.names().stream()
                .filter(known -> distance(name, known) <= 3)
                .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)))
                .map("; did you mean %s?"::formatted)
                .orElse("");
    }

    private static String defaultOf(ConfigDef.ConfigKey key) {
        if (key.defaultValue == ConfigDef.NO_DEFAULT_VALUE) {
            return "required";
        }
        if (key.defaultValue == null) {
            return "";
        }
        UnaryOperator<String> code = text -> "`" + text + "`";
        return key.defaultValue instanceof List<?> list
                ? code.apply(String.join(",", list.stream().map(String::valueOf).toList()))
                : code.apply(String.valueOf(key.defaultValue));
    }

    private static String allowed(ConfigDef.ConfigKey key) {
        return switch (key.validator) {
            case ConfigDef.Range range ->
                " From " + range.toString().replaceAll("[\\[\\]]", "").replace(",...,", " to ") + ".";
            case ConfigDef.ValidString words -> " One of " + words.toString().replaceAll("[\\[\\]]", "") + ".";
            case null, default -> "";
        };
    }

    /** Levenshtein's: how many letters are to be changed, put in or taken out. */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[other.length() + 1];
            current[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int change = previous[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(change, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
