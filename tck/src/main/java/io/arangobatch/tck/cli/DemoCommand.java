package io.arangobatch.tck.cli;

import io.arangobatch.tck.demo.Demo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code demo}: the batch of students through every transport found. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Commits a small batch and a longer one through every transport on the class path, against the"
                + " embedded server, and checks the results.")
final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return new Demo(System.out).run() ? 0 : 1;
    }
}
