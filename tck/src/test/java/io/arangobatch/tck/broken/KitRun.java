package io.arangobatch.tck.broken;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.arangobatch.tck.TckParameters;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.TransportTck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of the kit, as a vendor's build does it, and what came of it. */
final class KitRun implements TestExecutionListener {

    private final Set<String> passed = new TreeSet<>();
    private final TreeMap<String, List<Failure>> failed = new TreeMap<>();
    private final List<String> strange = new ArrayList<>();

    private KitRun() {}

    /** Runs the tests of which the ids are wanted. */
    static KitRun of(Class<? extends TransportTck> vendor, Predicate<String> wanted) {
        KitRun run = new KitRun();
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build());
        PostDiscoveryFilter filter = descriptor -> FilterResult.includedIf(isWanted(descriptor, wanted));
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(vendor))
                        .filters(filter)
                        .configurationParameter(TckParameters.SUMMARY, "false")
                        .build(),
                run);
        return run;
    }

    private static boolean isWanted(TestDescriptor descriptor, Predicate<String> wanted) {
        return descriptor
                .getSource()
                .flatMap(KitRun::test)
                .map(test -> wanted.test(test.id()))
                .orElse(true);
    }

    private static Optional<TckTest> test(TestSource source) {
        return source instanceof MethodSource method
                ? Optional.ofNullable(method.getJavaMethod().getAnnotation(TckTest.class))
                : Optional.empty();
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        Optional<TckTest> test = identifier.isTest() ? identifier.getSource().flatMap(KitRun::test) : Optional.empty();
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            Throwable thrown = result.getThrowable().orElseThrow();
            test.ifPresentOrElse(
                    one -> failed.computeIfAbsent(one.id(), id -> new ArrayList<>())
                            .add(new Failure(one, thrown)),
                    () -> strange.add(identifier.getDisplayName() + ": " + thrown));
        } else if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            test.ifPresent(one -> passed.add(one.id()));
        }
    }

    /** The ids of which at least one use failed. */
    Set<String> failed() {
        return failed.keySet();
    }

    /** The ids of which at least one use passed. */
    Set<String> passed() {
        return passed;
    }

    List<Failure> failures() {
        return failed.values().stream().flatMap(List::stream).toList();
    }

    /** What failed outside of a test. */
    List<String> strange() {
        return strange;
    }

    /** One failure of one test. */
    record Failure(TckTest test, Throwable thrown) {}
}
