package io.arangobatch.tck.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the command line begins. Each command is a class of its own. */
@Command(
        name = "arangobatch-tck",
        description = "Arangobatch: demonstration, embedded ArangoDB server, and tools for transports.",
        mixinStandardHelpOptions = true,
        subcommands = {DemoCommand.class, ServeCommand.class, VerifyCommand.class, BenchCommand.class})
public final class Main {
    private Main() {}

    /** Runs a command and ends the JVM with its exit code: 0 if it did what was asked, 1 if it could not, 2 for wrong usage. */
    public static void main(String[] args) {
        CommandLine commands = new CommandLine(new Main());
        if (args.length == 0) {
            commands.usage(System.err);
            System.exit(CommandLine.ExitCode.USAGE);
        }
        System.exit(commands.execute(args));
    }
}
