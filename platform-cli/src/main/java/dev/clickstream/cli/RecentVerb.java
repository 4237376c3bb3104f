package dev.clickstream.cli;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.cli.stage.RecentItemsStage;
import dev.clickstream.recent.Decay;
import dev.clickstream.recent.Profiles;
import dev.clickstream.recent.RecentItemsReader;
import dev.clickstream.recent.WeightedItem;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "recent",
        description = {
            "Shows the recent items of a user per category, newest first, with weights that halve with every half-life: what "
                    + "a recommender reads from DynamoDB."
        })
final class RecentVerb implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource clock;

    @Parameters(
            paramLabel = "USER",
            arity = "0..1",
            description = "A user id, or device:ANONYMOUS-ID for a device that nobody has logged in on.")
    @Nullable
    String user;

    @Option(
            names = "--half-life",
            paramLabel = "TIME",
            defaultValue = "7d",
            converter = DurationConverter.class,
            description = "After this time an item weighs half. Default: ${DEFAULT-VALUE}")
    Duration halfLife = Duration.ofDays(7);

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    @Option(names = "--all", description = "Every profile, one line of JSON each; reads the whole table.")
    boolean all;

    RecentVerb(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (all == (user != null)) {
            throw new IllegalArgumentException("name a user, or ask for --all");
        }
        try (RecentItemsStage stage = new RecentItemsStage(Endpoints.ofRunning(PlatformFolder.find()))) {
            RecentItemsReader reader = reader(stage, clock);
            if (all) {
                stage.store().profiles().stream()
                        .sorted()
                        .forEach(profile -> terminal.out().println(asJson(profile, read(reader, profile))));
                return 0;
            }
            String profile = profileOf(String.valueOf(user));
            Map<String, List<WeightedItem>> categories = read(reader, profile);
            if (categories.isEmpty() && !json) {
                throw new PlatformException("there are no recent items of " + profile);
            }
            terminal.out().print(json ? asJson(profile, categories) + "\n" : asTable(categories, Integer.MAX_VALUE));
            return 0;
        }
    }

    static RecentItemsReader reader(RecentItemsStage stage, InstantSource clock) {
        return new RecentItemsReader(stage.store(), clock.withZone(ZoneOffset.UTC));
    }

    static String profileOf(String user) {
        return user.startsWith("device:") || user.startsWith("user:") ? user : Profiles.ofUser(user);
    }

    private Map<String, List<WeightedItem>> read(RecentItemsReader reader, String profile) {
        return reader.read(profile, Decay.halfLife(halfLife));
    }

    /** @param most items of each category at most */
    static String asTable(Map<String, List<WeightedItem>> categories, int most) {
        TextTable table = new TextTable("category", "item", "when", "weight", "attributes");
        categories.forEach((category, items) -> items.stream()
                .limit(most)
                .forEach(weighted -> table.add(
                        category,
                        weighted.item().itemId(),
                        weighted.item().occurredAt().toString(),
                        String.format(Locale.ROOT, "%.3f", weighted.weight()),
                        inWords(weighted.item().attributes()))));
        return table.toString();
    }

    private static String inWords(Map<String, String> attributes) {
        String braced = new TreeMap<>(attributes).toString();
        return braced.substring(1, braced.length() - 1);
    }

    private static String asJson(String profile, Map<String, List<WeightedItem>> categories) {
        ObjectNode line = JsonMapper.shared().createObjectNode().put("profileId", profile);
        ObjectNode byCategory = line.putObject("categories");
        categories.forEach((category, items) -> {
            ArrayNode list = byCategory.putArray(category);
            for (WeightedItem weighted : items) {
                ObjectNode item = list.addObject()
                        .put("itemId", weighted.item().itemId())
                        .put("occurredAt", weighted.item().occurredAt().toString())
                        .put("weight", weighted.weight());
                if (!weighted.item().attributes().isEmpty()) {
                    ObjectNode attributes = item.putObject("attributes");
                    new TreeMap<>(weighted.item().attributes()).forEach(attributes::put);
                }
            }
        });
        return line.toString();
    }
}
