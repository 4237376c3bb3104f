package dev.clickstream.processor.identity;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.processor.activity.JsonSerde;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whose a device is: the person of the newest link, unless so many people used it that it is nobody's. A pure function of the
 * links, whatever their order.
 *
 * @param newest the newest link
 * @param people all that were ever linked, at most one more than may share a device
 * @param told the person that the device's profile was last told of; null for nobody
 */
public record DeviceOwner(
        Link newest, SortedSet<String> people, @Nullable String told) {
    public DeviceOwner {
        people = Collections.unmodifiableSortedSet(new TreeSet<>(people));
    }

    /** The owner with one more link; the same object if the link tells nothing new. */
    public static DeviceOwner of(@Nullable DeviceOwner known, Link link, int mostPeople) {
        if (known == null) {
            return new DeviceOwner(link, people(Collections.emptySortedSet(), link), null);
        }
        boolean isNewer = Link.BY_AGE.compare(link, known.newest) > 0;
        boolean isStranger =
                link.userId() != null && !known.people.contains(link.userId()) && known.people.size() <= mostPeople;
        if (!isNewer && !isStranger) {
            return known;
        }
        return new DeviceOwner(
                isNewer ? link : known.newest, isStranger ? people(known.people, link) : known.people, known.told);
    }

    /** The person it belongs to; null for nobody. */
    public @Nullable String userId(int mostPeople) {
        return people.size() > mostPeople ? null : newest.userId();
    }

    boolean isTold(int mostPeople) {
        return Objects.equals(told, userId(mostPeople));
    }

    DeviceOwner withTold(@Nullable String userId) {
        return new DeviceOwner(newest, people, userId);
    }

    /** The owner without the people who were erased; null if nothing is left, the same object if nobody was. */
    @Nullable
    DeviceOwner without(ErasureList erased) {
        if (newest.isOf(erased)) {
            return null;
        }
        SortedSet<String> left = new TreeSet<>(people);
        left.removeIf(person -> !person.equals(newest.userId()) && erased.erasedBefore(person) != null);
        return left.size() == people.size() ? this : new DeviceOwner(newest, left, told);
    }

    private static SortedSet<String> people(SortedSet<String> known, Link link) {
        SortedSet<String> all = new TreeSet<>(known);
        if (link.userId() != null) {
            all.add(link.userId());
        }
        return all;
    }

    static Serde<DeviceOwner> serde() {
        return new JsonSerde<>(
                "a device's owner",
                (json, owner) -> {
                    Link.write(json, owner.newest);
                    json.writeStringProperty("told", owner.told);
                    json.writeArrayPropertyStart("people");
                    owner.people.forEach(json::writeString);
                    json.writeEndArray();
                },
                DeviceOwner::read);
    }

    private static DeviceOwner read(JsonNode tree) {
        SortedSet<String> people = new TreeSet<>();
        tree.path("people").forEach(person -> people.add(person.asString()));
        JsonNode told = tree.path("told");
        return new DeviceOwner(Link.read(tree), people, told.isString() ? told.stringValue() : null);
    }
}
