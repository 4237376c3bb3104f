package dev.clickstream.settings;

import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;

/**
 * What every program does before anything of it runs: answers {@code --help}, and ends with one message and an exit code
 * when it cannot begin.
 */
public final class ProgramStart {
    private static final int WRONG_USE = Settings.WRONG_SETTINGS;

    private ProgramStart() {}

    /** A program takes no arguments but {@code --help}; after that one, and after any other, it ends. */
    public static void readArguments(String[] arguments, Settings settings) {
        if (arguments.length == 0) {
            return;
        }
        if (List.of("--help", "-h", "help").contains(arguments[0])) {
            System.out.print(help(settings));
            System.exit(0);
        }
        System.err.printf(
                "the %s takes no arguments, got '%s'; its settings are environment variables, --help lists them%n",
                settings.program(), arguments[0]);
        System.exit(WRONG_USE);
    }

    /** Ends the program when the step refuses: code 2 for wrong settings, 3 for something that does not answer. */
    public static <T> T orExit(Supplier<T> step) {
        try {
            return step.get();
        } catch (ConfigException e) {
            throw exit(e, Settings.WRONG_SETTINGS);
        } catch (UnreachableException e) {
            throw exit(e, UnreachableException.UNREACHABLE);
        }
    }

    /** As the other one, for a step that gives nothing. */
    public static void orExit(Runnable step) {
        orExit(() -> {
            step.run();
            return true;
        });
    }

    private static RuntimeException exit(RuntimeException reason, int code) {
        System.err.println(reason.getMessage());
        System.exit(code);
        return reason;
    }

    static String help(Settings settings) {
        return """
                The %s. Its settings are environment variables; one that is wrong, missing or unknown is refused at start.
                Exit codes: 0 stopped when asked to, 1 failed, 2 wrong settings, 3 something it needs does not answer.

                %s""".formatted(settings.program(), settings.table());
    }
}
