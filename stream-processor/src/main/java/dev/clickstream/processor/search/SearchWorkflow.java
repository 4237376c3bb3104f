package dev.clickstream.processor.search;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Interim;
import dev.clickstream.processor.activity.InterimSerde;
import dev.clickstream.processor.activity.PlannedActivities;
import dev.clickstream.processor.activity.Workflow;
import dev.clickstream.processor.identity.Identity;
import dev.clickstream.processor.rules.RulesCache;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** Searches become recent items under their normalised term, so that spellings of one search are one item. */
public final class SearchWorkflow implements Workflow {
    private final PlannedActivities planned;
    private final RulesCache rules;

    public SearchWorkflow(PlannedActivities planned, RulesCache rules) {
        this.planned = requireNonNull(planned, "planned");
        this.rules = requireNonNull(rules, "rules");
    }

    @Override
    public Topic topic() {
        return Topics.EVENTS_SEARCH;
    }

    @Override
    public void attachTo(KStream<String, Event> events) {
        KStream<String, Event> kept = events.filterNot(rules::drops, Named.as("search-drop"));
        Identity.byProfile(kept, "search-profile")
                .flatMapValues(planned::of, Named.as("search-activities"))
                .<Interim>mapValues(search -> search.withItem(SearchTerm::normalise), Named.as("search-normalise"))
                .to(
                        Topics.ACTIVITY.name(),
                        Produced.with(Serdes.String(), InterimSerde.serde()).withName("search-publish"));
    }
}
