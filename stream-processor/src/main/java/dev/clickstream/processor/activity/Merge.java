package dev.clickstream.processor.activity;

/** The profile that is the record's key is from now on part of another one. */
public record Merge(String intoProfile) implements Interim {
    public Merge {
        if (intoProfile.isBlank()) {
            throw new IllegalArgumentException("a merge needs the profile to merge into");
        }
    }
}
