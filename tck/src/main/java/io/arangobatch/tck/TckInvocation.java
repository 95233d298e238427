package io.arangobatch.tck;

import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.report.Outcome;
import io.arangobatch.tck.report.Status;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/** One run of one test in one use: skips it with the reason, or runs it within a bound and words its failure. */
final class TckInvocation
        implements TestTemplateInvocationContext,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                InvocationInterceptor,
                TestWatcher {

    /** A transport that blocks where it must not would otherwise hold the whole run. */
    private static final int PATIENCES_PER_TEST = 6;

    private final TckTest test;
    private final TckUse use;
    private @Nullable Bench bench;
    private boolean waived;
    private long begun;

    TckInvocation(TckTest test, TckUse use) {
        this.test = test;
        this.use = use;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return test.id() + " [" + use + "]";
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begun = System.nanoTime();
        TransportTck kit = context.getRequiredTestInstances()
                .findInstance(TransportTck.class)
                .orElseThrow(() -> new IllegalStateException("tests of the kit run inside a subclass of TransportTck"));
        TransportProvider provider = Objects.requireNonNull(kit.provider(), "provider() returned null");
        TckOptions options = Objects.requireNonNull(kit.options(), "options() returned null");
        TckRun run = TckRun.of(context);
        run.testing(provider, options);
        options.waiver(test.id()).ifPresent(this::waive);
        Arrays.stream(test.requires()).forEach(capability -> assumeDeclared(provider, capability));
        bench = new Bench(provider, options, use, run.source());
    }

    private void waive(String reason) {
        waived = true;
        Assumptions.abort("waived: " + reason);
    }

    private static void assumeDeclared(TransportProvider provider, TransportCapability capability) {
        if (!provider.capabilities().contains(capability)) {
            Assumptions.abort("skipped: transport '" + provider.name() + "' does not declare " + capability);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Bench.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(bench, "the bench is made before each test");
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Duration limit = Objects.requireNonNull(bench, "the bench is made before each test")
                .options()
                .patience()
                .multipliedBy(PATIENCES_PER_TEST);
        try {
            runWithin(limit, invocation);
        } catch (TestAbortedException skipped) {
            throw skipped;
        } catch (Throwable broken) {
            throw new TckFailure(test, use, broken);
        }
    }

    private void runWithin(Duration limit, Invocation<Void> invocation) throws Throwable {
        FutureTask<Void> run = new FutureTask<>(() -> proceed(invocation), null);
        Thread runner = new Thread(run, "tck-test-" + test.id());
        runner.setDaemon(true);
        runner.start();
        try {
            run.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Carried carried ? carried.getCause() : failed.getCause();
        } catch (TimeoutException late) {
            AssertionError stuck = new AssertionError("expected: the test ends within " + limit.toSeconds()
                    + " s; came: it hangs where the stack trace of this error points");
            stuck.setStackTrace(runner.getStackTrace());
            runner.interrupt();
            throw stuck;
        }
    }

    private static void proceed(Invocation<Void> invocation) {
        try {
            invocation.proceed();
        } catch (Throwable thrown) {
            throw new Carried(thrown);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (bench != null) {
            bench.close();
        }
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        TckRun.of(context).ended(Outcome.passed(test, use, took()));
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        Status status = waived ? Status.WAIVED : Status.SKIPPED;
        TckRun.of(context).ended(Outcome.skipped(test, use, took(), status, reason(cause)));
    }

    private static String reason(@Nullable Throwable cause) {
        String message = cause == null ? "" : String.valueOf(cause.getMessage());
        return message.replaceFirst("^(skipped|waived|Assumption failed): ", "");
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        Throwable broken = cause == null ? new AssertionError("the test failed without a cause") : cause;
        String came = broken instanceof TckFailure failure ? failure.came() : TckFailure.whatCame(broken);
        TckRun.of(context).ended(Outcome.failed(test, use, took(), came, broken));
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Takes whatever a test threw from its own thread to the one of JUnit. */
    private static final class Carried extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Throwable thrown;

        Carried(Throwable thrown) {
            super(thrown);
            this.thrown = thrown;
        }

        @Override
        public synchronized Throwable getCause() {
            return thrown;
        }
    }
}
