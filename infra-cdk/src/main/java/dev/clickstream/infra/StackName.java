package dev.clickstream.infra;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The stacks there are, in the order in which they are deployed. */
public enum StackName {
    NETWORK,
    STATE,
    STREAM,
    CACHE,
    WAREHOUSE,
    EDGE,
    SERVICES,
    OBSERVABILITY,
    /** CloudFront and firewall before the API; on demand. Always in us-east-1, where CloudFront's firewall must be. */
    FRONT;

    /** As in the option {@code --stacks} and in names. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All that make a platform: every stack but {@link #FRONT}. */
    public static Set<StackName> platform() {
        return EnumSet.complementOf(EnumSet.of(FRONT));
    }

    /** @throws IllegalArgumentException naming the stacks there are */
    public static StackName of(String word) {
        return Arrays.stream(values())
                .filter(stack -> stack.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no stack '%s'; there are %s"
                        .formatted(
                                word,
                                Arrays.stream(values()).map(StackName::word).collect(Collectors.joining(", ")))));
    }
}
