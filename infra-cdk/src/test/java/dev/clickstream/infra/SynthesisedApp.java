package dev.clickstream.infra;

import dev.clickstream.infra.check.template.Assembly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The synthesised stacks of each profile, as our own checks read them. */
public final class SynthesisedApp {
    private SynthesisedApp() {}

    /** The folder with every stack of a profile, the one before the API too. */
    public static Path folder(Profile profile) {
        return Synthesis.of(profile).directory();
    }

    public static Assembly of(Profile profile) {
        try {
            return Assembly.read(folder(profile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
