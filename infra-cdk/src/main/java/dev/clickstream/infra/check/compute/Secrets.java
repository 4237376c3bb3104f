package dev.clickstream.infra.check.compute;

import java.util.regex.Pattern;

/** Tells by its name a setting that holds a secret. */
final class Secrets {
    private static final Pattern NAME =
            Pattern.compile("PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|WRITE_KEYS|CREDENTIAL");

    private Secrets() {}

    /** An ARN is no secret: to read what it names needs a permission. */
    static boolean isSecret(String name, String value) {
        return NAME.matcher(name).find() && !value.isEmpty() && !value.startsWith("arn:");
    }
}
