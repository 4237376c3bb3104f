package dev.clickstream.infra.command;

import dev.clickstream.infra.check.CheckCommand;
import dev.clickstream.infra.cost.CostCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code cost} and {@code check}, which need no CDK. */
@Command(
        name = "./clickstream infra",
        mixinStandardHelpOptions = true,
        subcommands = {CostCommand.class, CheckCommand.class})
public final class InfraCommands {
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new InfraCommands()).execute(arguments));
    }
}
