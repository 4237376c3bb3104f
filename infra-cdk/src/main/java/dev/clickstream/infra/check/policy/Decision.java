package dev.clickstream.infra.check.policy;

/** What comes of a request, and why. */
public sealed interface Decision {
    /** @param by the policy and statement that allows it */
    record Allowed(String by) implements Decision {}

    /** @param by the policy and statement that forbids it */
    record ExplicitlyDenied(String by) implements Decision {}

    /** @param missing which permission nobody gives */
    record ImplicitlyDenied(String missing) implements Decision {}

    default boolean isAllowed() {
        return this instanceof Allowed;
    }

    default String reason() {
        return switch (this) {
            case Allowed allowed -> "allowed by " + allowed.by();
            case ExplicitlyDenied denied -> "forbidden by " + denied.by();
            case ImplicitlyDenied denied -> denied.missing();
        };
    }
}
