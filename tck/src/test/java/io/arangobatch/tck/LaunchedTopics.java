package io.arangobatch.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs some topics over the example transport with whichever JUnit is on the class path, and tells which that was. */
final class LaunchedTopics {

    private LaunchedTopics() {}

    public static void main(String[] arguments) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        List<Class<?>> outer = List.of(JdkTransportTckTest.class);
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(
                                        selectNestedClass(outer, TransportTck.Answers.class),
                                        selectNestedClass(outer, TransportTck.RequestBodies.class),
                                        selectNestedClass(outer, TransportTck.Discovery.class))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        System.out.printf(
                "JUnit %s: %d passed, %d failed%n",
                Test.class.getPackage().getImplementationVersion(),
                summary.getTestsSucceededCount(),
                summary.getTotalFailureCount());
        summary.getFailures().forEach(failure -> System.out.println(failure.getException()));
    }
}
