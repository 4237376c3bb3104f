package dev.clickstream.endtoend.replay;

import dev.clickstream.cli.send.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What may happen to events on their way, none of which may change what is shown in the end. */
enum Disturbance {
    NONE {
        @Override
        List<Message> of(List<Message> messages, Random random) {
            return messages;
        }
    },
    /** Links come before the events they concern, and after. */
    SHUFFLED {
        @Override
        List<Message> of(List<Message> messages, Random random) {
            List<Message> shuffled = new ArrayList<>(messages);
            Collections.shuffle(shuffled, random);
            return shuffled;
        }
    },
    A_TENTH_TWICE {
        @Override
        List<Message> of(List<Message> messages, Random random) {
            List<Message> doubled = new ArrayList<>(messages);
            for (Message message : messages) {
                if (random.nextInt(10) == 0) {
                    doubled.add(random.nextInt(doubled.size() + 1), message);
                }
            }
            return doubled;
        }
    },
    ALL_AGAIN {
        @Override
        List<Message> of(List<Message> messages, Random random) {
            List<Message> twice = new ArrayList<>(messages);
            twice.addAll(messages);
            return twice;
        }
    };

    abstract List<Message> of(List<Message> messages, Random random);
}
