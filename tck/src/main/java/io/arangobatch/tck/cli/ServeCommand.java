package io.arangobatch.tck.cli;

import io.arangobatch.tck.server.EmbeddedArango;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the embedded server until the process is told to end. */
@Command(
        name = "serve",
        description = "Runs the embedded ArangoDB server; prints its URL when it is ready and stops on SIGTERM.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            description = "port on 127.0.0.1, 0 for any that is free (default: ${DEFAULT-VALUE})",
            defaultValue = "8529")
    private int port;

    @Option(names = "--user", description = "demand authentication, with this user who may do everything")
    private @Nullable String user;

    @Option(names = "--password", description = "the user's password (default: empty)", defaultValue = "")
    private String password = "";

    @Option(
            names = "--server-version",
            description = "version to report and to behave like (default: ${DEFAULT-VALUE})",
            defaultValue = "3.2.2")
    private String serverVersion = "";

    @Option(names = "--verbose", description = "print a line for each request: connection, method, target, status")
    private boolean verbose;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        EmbeddedArango server;
        try {
            server = configure(out).start();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            err.println("serve: " + e.getMessage() + "; see serve --help for its options");
            err.flush();
            return ExitCode.SOFTWARE;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stopped.countDown();
        }));
        out.println(server.uri());
        out.flush();
        stopped.await();
        return ExitCode.OK;
    }

    private EmbeddedArango.Builder configure(PrintWriter out) {
        EmbeddedArango.Builder builder = EmbeddedArango.builder().port(port).serverVersion(serverVersion);
        if (user != null) {
            builder.authentication(user, password);
        }
        if (verbose) {
            builder.requestLog(line -> {
                out.println(line);
                out.flush();
            });
        }
        return builder;
    }
}
