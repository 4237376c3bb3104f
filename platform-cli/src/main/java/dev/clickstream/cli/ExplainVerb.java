package dev.clickstream.cli;

import dev.clickstream.cli.explain.ItemHistory;
import dev.clickstream.cli.explain.Reason;
import dev.clickstream.cli.explain.Sighting;
import dev.clickstream.cli.identity.MergeLog;
import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.cli.rules.RuleChanges;
import dev.clickstream.cli.rules.RuleRoom;
import dev.clickstream.cli.stage.RecentItemsStage;
import dev.clickstream.cli.trial.LandedEvents;
import dev.clickstream.cli.warehouse.Warehouse;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.recent.CategoryItems;
import dev.clickstream.recent.Profiles;
import dev.clickstream.rules.force.Rules;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "explain",
        description = {
            "Says why an item is, or is not, among the recent items of a user: the events that concern it, the rules that acted "
                    + "on them with their versions, the devices that lent them, and where it stands in its category.",
            "Works from the events that have landed, with the rules of now; beside it stands what DynamoDB shows."
        })
final class ExplainVerb implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource clock;
    private final Supplier<Endpoints> endpoints;

    @Parameters(index = "0", paramLabel = "USER", description = "A user id, or device:ANONYMOUS-ID.")
    String user = "";

    @Parameters(index = "1", paramLabel = "ITEM", description = "The item's id as it is shown; of a search, its term.")
    String item = "";

    @Option(names = "--json", description = "One JSON object.")
    boolean json;

    /** @param endpoints of the running platform */
    ExplainVerb(Terminal terminal, InstantSource clock, Supplier<Endpoints> endpoints) {
        this.terminal = terminal;
        this.clock = clock;
        this.endpoints = endpoints;
    }

    @Override
    public Integer call() {
        Endpoints running = endpoints.get();
        String profile = RecentVerb.profileOf(user);
        try (RuleRoom room = running.openRules();
                Warehouse warehouse = Warehouse.open(running);
                RecentItemsStage stage = new RecentItemsStage(running)) {
            Rules rules = new RuleChanges(room.store(), TrackingPlan.load(), clock).inForce();
            ItemHistory history = new ItemHistory(TrackingPlan.load(), rules, item);
            String owner = read(profile, new LandedEvents(warehouse), new MergeLog(warehouse), history);
            SortedMap<String, Reason> reasons = history.reasons(clock.instant());
            Map<String, Integer> shown = places(stage.store().read(profile));
            terminal.out()
                    .print(
                            json
                                    ? asJson(profile, owner, history.sightings(), reasons, shown)
                                    : asText(profile, owner, history.sightings(), reasons, shown));
            return reasons.isEmpty() ? 1 : 0;
        }
    }

    /** Gives the profile whose recent items the events are: another one for a device that belongs to somebody. */
    private static String read(String profile, LandedEvents landed, MergeLog merges, ItemHistory history) {
        if (!Profiles.isUser(profile)) {
            String device = profile.substring(profile.indexOf(':') + 1);
            landed.readOfDevice(device, history::add);
            return MergeLog.owner(merges.ofDevice(device)).map(Profiles::ofUser).orElse(profile);
        }
        String userId = Profiles.userId(profile);
        landed.readOfUser(userId, history::add);
        for (String device : merges.devicesOf(userId)) {
            if (MergeLog.owner(merges.ofDevice(device)).filter(userId::equals).isPresent()) {
                landed.readOfDevice(device, history::add);
            }
        }
        return profile;
    }

    /** Category → the item's place in what DynamoDB shows, from 1. */
    private Map<String, Integer> places(List<CategoryItems> categories) {
        Map<String, Integer> places = new TreeMap<>();
        for (CategoryItems category : categories) {
            for (int index = 0; index < category.items().size(); index++) {
                if (category.items().get(index).itemId().equals(item)) {
                    places.put(category.category(), index + 1);
                }
            }
        }
        return places;
    }

    private String asText(
            String profile,
            String owner,
            List<Sighting> sightings,
            SortedMap<String, Reason> reasons,
            Map<String, Integer> shown) {
        if (reasons.isEmpty()) {
            return "no event of %s that has landed says anything of %s%n".formatted(profile, item);
        }
        StringBuilder text = new StringBuilder();
        if (!owner.equals(profile)) {
            text.append("%s belongs to %s, whose recent items show what it did%n".formatted(profile, owner));
        }
        reasons.forEach((category, reason) -> text.append("%s: %s %s; DynamoDB shows %s%n"
                .formatted(
                        category,
                        item,
                        reason.inWords(),
                        shown.containsKey(category) ? "it as number " + shown.get(category) : "no such item")));
        TextTable table = new TextTable("when", "event", "category", "does", "by", "rules", "message id");
        sightings.forEach(sighting -> table.add(
                sighting.occurredAt().toString(),
                sighting.event(),
                sighting.category(),
                sighting.droppedBy() != null
                        ? "nothing: dropped by " + sighting.droppedBy()
                        : sighting.removed() ? "takes it away" : "adds it",
                sighting.lentBy() == null ? "the person" : "device:" + sighting.lentBy(),
                String.join(" ", sighting.rules()),
                sighting.messageId()));
        return text.append('\n').append(table).toString();
    }

    private String asJson(
            String profile,
            String owner,
            List<Sighting> sightings,
            SortedMap<String, Reason> reasons,
            Map<String, Integer> shown) {
        ObjectNode line = JsonMapper.shared()
                .createObjectNode()
                .put("profileId", profile)
                .put("shownBy", owner)
                .put("itemId", item);
        ObjectNode categories = line.putObject("categories");
        reasons.forEach((category, reason) -> {
            ObjectNode answer = categories
                    .putObject(category)
                    .put("reason", reason.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT))
                    .put("words", reason.inWords());
            if (shown.containsKey(category)) {
                answer.put("place", shown.get(category));
            }
        });
        ArrayNode events = line.putArray("events");
        for (Sighting sighting : sightings) {
            ObjectNode event = events.addObject()
                    .put("occurredAt", sighting.occurredAt().toString())
                    .put("messageId", sighting.messageId())
                    .put("event", sighting.event())
                    .put("category", sighting.category())
                    .put("removed", sighting.removed())
                    .put("lentBy", sighting.lentBy())
                    .put("droppedBy", sighting.droppedBy());
            ArrayNode rules = event.putArray("rules");
            sighting.rules().forEach(rules::add);
        }
        return line + "\n";
    }
}
