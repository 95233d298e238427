package io.arangobatch.tck.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the compatibility kit. Exit status: 0 if all is well, 1 if something failed, 2 for a wrong call. */
@Command(
        name = "arangobatch-tck",
        mixinStandardHelpOptions = true,
        description = "Arangobatch: demonstration and embedded server.",
        subcommands = {DemoCommand.class})
public final class Main {

    private Main() {}

    /**
     * Runs a command and ends the JVM with its exit status.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
