package dev.clickstream.loader.faults;

/** What a wire does with one request that passes over it. */
sealed interface Fate {
    /** Lets it pass, and the answer. */
    record Pass() implements Fate {}

    /** Lets it pass once this is done. */
    record PassAfter(Runnable first) implements Fate {}

    /** Lets it pass, and the answer once this is done. */
    record AnswerAfter(Runnable first) implements Fate {}

    /** Does this and cuts the connection: the server never sees the request. */
    record CutBefore(Runnable then) implements Fate {}

    /** Lets it pass; once the server has answered, does this and cuts the connection: the answer is lost. */
    record CutAfter(Runnable then) implements Fate {}

    /** Asks the server for this SQL instead. */
    record Say(String sql) implements Fate {}

    /** Answers with this HTTP status; the server never sees the request. */
    record Refuse(int status) implements Fate {}

    Fate PASS = new Pass();

    static Fate loseAnswer() {
        return new CutAfter(() -> {});
    }
}
