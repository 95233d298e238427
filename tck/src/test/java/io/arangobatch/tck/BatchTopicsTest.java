package io.arangobatch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import io.arangobatch.BatchCarrier;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.transport.httpclient.HttpClientTransportProvider;
import io.arangobatch.transport.netty.NettyTransportProvider;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The batch topics of the kit, with each carrier, against servers of each generation, through both transports. */
class BatchTopicsTest {

    private static final Map<String, Supplier<TransportProvider>> TRANSPORTS =
            Map.of("httpclient", HttpClientTransportProvider::new, "netty", NettyTransportProvider::new);

    /** Tests over scripted servers, which are the same whatever the options say, and run with the whole kit. */
    private static final List<String> SCRIPTED = List.of(
            "batch.bytes-received",
            "content.answer-",
            "content.empty-bodies",
            "content.large-",
            "parallel.answers-at-once",
            "parallel.from-callbacks",
            "parallel.one-stuck");

    static Stream<Arguments> settings() {
        return TRANSPORTS.keySet().stream()
                .sorted()
                .flatMap(transport -> Stream.of(
                        // Version 3.2.2 by multipart is what the whole kit runs with.
                        Arguments.of(transport, "3.2.2", BatchCarrier.PIPELINE),
                        Arguments.of(transport, "3.11.14", BatchCarrier.MULTIPART),
                        Arguments.of(transport, "3.11.14", BatchCarrier.PIPELINE),
                        Arguments.of(transport, "3.12.4", BatchCarrier.PIPELINE),
                        Arguments.of(transport, "3.12.4", BatchCarrier.AUTO)));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("settings")
    void theBatchTopicsPass(String transport, String version, BatchCarrier carrier) {
        TestExecutionSummary summary = run(transport, version, carrier);
        assertThat(summary.getFailures())
                .extracting(failure -> failure.getException().toString())
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).as("tests that passed").isGreaterThan(60);
    }

    private static TestExecutionSummary run(String transport, String version, BatchCarrier carrier) {
        ChosenTck.provider = TRANSPORTS.get(transport).get();
        ChosenTck.options = TckOptions.defaults().withBatches(version, carrier);
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        List<Class<?>> outer = List.of(ChosenTck.class);
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(
                                        selectNestedClass(outer, TransportTck.Batches.class),
                                        selectNestedClass(outer, TransportTck.BatchContents.class),
                                        selectNestedClass(outer, TransportTck.BatchesInParallel.class))
                                .filters((PostDiscoveryFilter) BatchTopicsTest::isWanted)
                                .configurationParameter(TckParameters.SUMMARY, "false")
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static FilterResult isWanted(TestDescriptor descriptor) {
        boolean scripted = descriptor
                .getSource()
                .map(BatchTopicsTest::idOf)
                .filter(id -> SCRIPTED.stream().anyMatch(id::startsWith))
                .isPresent();
        return FilterResult.includedIf(!scripted);
    }

    private static String idOf(TestSource source) {
        return source instanceof org.junit.platform.engine.support.descriptor.MethodSource method
                        && method.getJavaMethod().isAnnotationPresent(TckTest.class)
                ? method.getJavaMethod().getAnnotation(TckTest.class).id()
                : "";
    }

    /** The kit as the run under way chooses it; one runs at a time. */
    static final class ChosenTck extends TransportTck {

        private static volatile TransportProvider provider =
                TRANSPORTS.get("netty").get();
        private static volatile TckOptions options = TckOptions.defaults();

        @Override
        protected TransportProvider provider() {
            return provider;
        }

        @Override
        protected TckOptions options() {
            return options;
        }
    }
}
