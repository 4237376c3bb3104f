package dev.clickstream.cli.send;

/** What became of one message. */
public sealed interface Verdict {
    record Accepted() implements Verdict {}

    record Rejected(String code, String rule, String pointer, String hint) implements Verdict {
        /** The reason without what is particular to one message. */
        String reason() {
            return (code + " " + rule + " " + pointer).strip().replaceAll(" +", " ");
        }
    }

    /** Nobody knows whether it was stored: sending it again with the same messageId is safe. */
    record Unanswered(String why) implements Verdict {}
}
