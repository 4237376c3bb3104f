package dev.clickstream.loader.stage;

/**
 * A file on the bucket that is not what its manifest says.
 *
 * @param missing true if nothing lies under its key, false if something else does
 */
public record Damage(StagedFile file, boolean missing, String found) {
    @Override
    public String toString() {
        return "%s: %s".formatted(file.key(), found);
    }
}
