package io.arangobatch.tck.verify;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Notes what broke around the tests, such as a provider that throws: the tests beneath it did not run, so nobody else would tell. */
final class BrokenContainers implements TestExecutionListener {

    private final Queue<Throwable> causes = new ConcurrentLinkedQueue<>();

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (identifier.isContainer() && result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            causes.add(result.getThrowable()
                    .orElseGet(
                            () -> new IllegalStateException(identifier.getDisplayName() + " did not run to its end")));
        }
    }

    void rethrow() {
        Throwable first = causes.peek();
        if (first != null) {
            throw new IllegalStateException("the kit could not run to its end: " + first.getMessage(), first);
        }
    }
}
