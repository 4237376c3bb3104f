package dev.clickstream.processor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DeviceOwnerTest {
    private static final int MOST_PEOPLE = 3;

    @Property
    void whoseADeviceIsDoesNotDependOnTheOrderOfItsLinksNorOnHowOftenTheyCome(
            @ForAll("links") List<Link> links, @ForAll Random random) {
        List<Link> disturbed = new ArrayList<>(links);
        disturbed.addAll(links.subList(0, links.size() / 2));
        Collections.shuffle(disturbed, random);

        assertThat(owner(disturbed).userId(MOST_PEOPLE)).isEqualTo(owner(links).userId(MOST_PEOPLE));
    }

    @Property
    void aLinkAlreadyKnownChangesNothing(@ForAll("links") List<Link> links) {
        DeviceOwner known = owner(links);

        assertThat(links)
                .allSatisfy(link ->
                        assertThat(DeviceOwner.of(known, link, MOST_PEOPLE)).isSameAs(known));
    }

    @Property
    void itsWireFormBringsItBack(@ForAll("links") List<Link> links) {
        DeviceOwner owner = owner(links).withTold(links.getFirst().userId());
        byte[] bytes = DeviceOwner.serde().serializer().serialize("store", owner);

        assertThat(DeviceOwner.serde().deserializer().deserialize("store", bytes))
                .isEqualTo(owner);
    }

    private static DeviceOwner owner(List<Link> links) {
        DeviceOwner owner = null;
        for (Link link : links) {
            owner = DeviceOwner.of(owner, link, MOST_PEOPLE);
        }
        return owner;
    }

    @Provide
    Arbitrary<List<Link>> links() {
        Arbitrary<String> people = Arbitraries.of("u1", "u2", "u3", "u4", "u5").injectNull(0.2);
        Arbitrary<Long> minutes = Arbitraries.longs().between(0, 20);
        return Combinators.combine(people, minutes)
                .as((person, minute) -> new Link(
                        "d",
                        person,
                        Instant.ofEpochSecond(60 * minute),
                        "m-" + person + "-" + minute,
                        person == null ? Link.Origin.OPERATOR : Link.Origin.EVENT))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
