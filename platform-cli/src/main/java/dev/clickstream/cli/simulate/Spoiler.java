package dev.clickstream.cli.simulate;

import dev.clickstream.cli.send.Message;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** Breaks a share of the events in the ways that applications do. */
final class Spoiler {
    private final double share;
    private final RandomGenerator random;

    Spoiler(double share, RandomGenerator random) {
        this.share = share;
        this.random = random;
    }

    Message maybeSpoil(Message message) {
        if (share == 0 || !Dice.chance(random, share)) {
            return message;
        }
        ObjectNode json = message.json().deepCopy();
        if (json.path("properties").path("product_id").isString()) {
            spoilProduct((ObjectNode) json.get("properties"));
        } else {
            json.remove("anonymousId");
            json.remove("userId");
        }
        return new Message(json);
    }

    private void spoilProduct(ObjectNode properties) {
        switch (random.nextInt(3)) {
            case 0 -> properties.remove("product_id");
            case 1 -> properties.put("price", "on request");
            default -> properties.put("quantity", 0);
        }
    }
}
