package io.arangobatch.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the kit over the transport of Netty with whichever JUnit is on the class path, and tells which that was. */
final class LaunchedKit {

    private LaunchedKit() {}

    public static void main(String[] arguments) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(NettyTransportTckTest.class))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        System.out.printf(
                "JUnit %s: %d found, %d passed, %d skipped, %d failed%n",
                Test.class.getPackage().getImplementationVersion(),
                summary.getTestsFoundCount(),
                summary.getTestsSucceededCount(),
                summary.getTestsSkippedCount() + summary.getTestsAbortedCount(),
                summary.getTotalFailureCount());
        summary.getFailures().forEach(failure -> System.out.println(failure.getException()));
    }
}
