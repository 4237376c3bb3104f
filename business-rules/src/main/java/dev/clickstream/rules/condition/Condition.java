package dev.clickstream.rules.condition;

import static java.util.Objects.requireNonNull;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.clickstream.event.Event;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A compiled condition. Immutable; safe for any number of threads. Two are equal if their texts are. */
public final class Condition {
    /** What an evaluation found. */
    public enum Outcome {
        MATCH,
        NO_MATCH,
        /** It could not be evaluated on this event, e.g. since a key is missing: no match. */
        FAILED
    }

    private final String text;
    private final CelRuntime.Program program;
    private final List<PropertyUse> properties;

    Condition(String text, CelRuntime.Program program, List<PropertyUse> properties) {
        this.text = requireNonNull(text, "text");
        this.program = requireNonNull(program, "program");
        this.properties = List.copyOf(properties);
    }

    /**
     * @param text CEL over the members of the envelope, see {@link EventField}
     * @throws BadCondition if it is no expression, names what is not there, or does not give true or false
     */
    public static Condition compile(String text) {
        return ConditionCompiler.compile(text);
    }

    /** @param flags that rules gave the event, beside its own */
    public Outcome test(Event event, Collection<String> flags) {
        try {
            Object result = program.eval(name -> {
                EventField field = EventField.ofWord(name);
                return field == null ? Optional.empty() : Optional.of(field.of(event, flags));
            });
            return Boolean.TRUE.equals(result) ? Outcome.MATCH : Outcome.NO_MATCH;
        } catch (CelEvaluationException | RuntimeException e) {
            return Outcome.FAILED;
        }
    }

    public String text() {
        return text;
    }

    /** The event's properties it names, each place once, in the order of the text. */
    public List<PropertyUse> properties() {
        return properties;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Condition condition && text.equals(condition.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
