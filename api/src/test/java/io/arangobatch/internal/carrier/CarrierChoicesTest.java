package io.arangobatch.internal.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.BatchCarrier;
import io.arangobatch.ConnectionMetadata;
import io.arangobatch.LoadBalancing;
import io.arangobatch.internal.auth.FixedAuthenticator;
import io.arangobatch.internal.exchange.Endpoints;
import io.arangobatch.internal.exchange.Exchanger;
import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.internal.response.RawAnswer;
import io.arangobatch.scripted.Await;
import io.arangobatch.scripted.BatchAnswer;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is remembered of a server, for how long, and what follows from its version. */
class CarrierChoicesTest {

    private static final Endpoint SERVER = new Endpoint("one.test", 8529, false);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final AtomicLong clock =
            new AtomicLong(Long.MAX_VALUE - Duration.ofMinutes(1).toNanos());
    private volatile String version = "3.11.14";
    private final ScriptedTransport transport = ScriptedTransport.playing(this::serve);
    private final Exchanger exchanger = new Exchanger(
            transport,
            new Endpoints(List.of(SERVER), LoadBalancing.NONE, System::nanoTime),
            FixedAuthenticator.none(),
            Duration.ZERO,
            1 << 20);
    private final CarrierChoices choices =
            new CarrierChoices(exchanger, BatchCarrier.AUTO, "test", Duration.ZERO, MAPPER, clock::get);
    private final AutoCarrier carrier = new AutoCarrier(
            choices,
            new MultipartCarrier(exchanger, "test", Duration.ZERO, () -> choices.largestCall(1 << 30), 1 << 20, MAPPER),
            new PipelineCarrier(exchanger, "test", Duration.ZERO, 8, MAPPER),
            Duration.ZERO);

    private void serve(ScriptedExchange x) {
        switch (x.line()) {
            case "GET /_db/test/_api/version" ->
                x.answer(200, "{\"server\":\"arango\",\"license\":\"community\",\"version\":\"" + version + "\"}");
            case "POST /_db/test/_api/batch" -> {
                if (version.startsWith("3.12")) {
                    x.answer(404, "{\"error\":true,\"errorNum\":404,\"errorMessage\":\"unknown path\"}");
                } else {
                    x.answerBatch(BatchAnswer.part(200, "{}"));
                }
            }
            default -> x.answer(200, "{}");
        }
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private ConnectionMetadata current() {
        return Await.value(choices.current());
    }

    /** Commits one small request and tells over what it went. */
    private List<String> commit() {
        int before = transport.exchanges().size();
        MultipartEncoder batch = new MultipartEncoder(1 << 20);
        try {
            batch.add("GET", "/_api/x", List.of(), out -> {});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Delivery delivery = Await.value(carrier.carry(batch, 0, new Ignoring()).delivery());
        assertThat(delivery.failure()).isEmpty();
        return transport.exchanges().stream()
                .skip(before)
                .map(ScriptedExchange::line)
                .toList();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void aServerIsAskedOnce() {
        current();
        current();
        assertThat(transport.exchanges()).hasSize(1);
    }

    @Test
    void aServerIsAskedAgainAfterFiveMinutes() {
        current();
        pass(Duration.ofMinutes(5).minusNanos(1));
        current();
        assertThat(transport.exchanges()).hasSize(1);
        pass(Duration.ofNanos(1));
        current();
        assertThat(transport.exchanges()).hasSize(2);
    }

    @Test
    void anUpgradedServerIsFollowedAtOnce() {
        assertThat(commit()).containsExactly("POST /_db/test/_api/batch");
        version = "3.12.4";
        assertThat(commit()).containsExactly("POST /_db/test/_api/batch", "GET /_db/test/_api/x");
        assertThat(commit()).containsExactly("GET /_db/test/_api/x");
        assertThat(current().carrier()).isEqualTo(BatchCarrier.PIPELINE);
    }

    @Test
    void aDowngradedServerIsFollowedAfterFiveMinutes() {
        version = "3.12.4";
        commit();
        version = "3.11.14";
        assertThat(commit()).containsExactly("GET /_db/test/_api/x");
        pass(Duration.ofMinutes(5));
        assertThat(commit()).containsExactly("POST /_db/test/_api/batch");
        assertThat(current().carrier()).isEqualTo(BatchCarrier.MULTIPART);
        assertThat(current().reason()).isEqualTo("the server has answered a batch");
        assertThat(current().serverVersion()).contains("3.11.14");
    }

    @ParameterizedTest
    @CsvSource({"1.4.9, 536870912", "2.8.11, 536870912", "3.0.0, 1073741824", "3.2.2, 1073741824", "3.11.14, 1073741824"
    })
    void serversBeforeThreeTakeHalfAGibibyteAtOnce(String known, long largest) {
        version = known;
        assertThat(choices.largestCall(1 << 30)).isEqualTo(1 << 30);
        current();
        assertThat(choices.largestCall(1 << 30)).isEqualTo(largest);
        assertThat(choices.largestCall(1_000)).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1, true",
        "2.8.11, true",
        "3.2.2, true",
        "3.12.2, true",
        "3.12.2-1, true",
        "3.12.3, false",
        "3.12.4-1, false",
        "3.12.10, false",
        "3.13.0, false",
        "4.0.0-devel, false"
    })
    void theBatchEndpointIsThereBeforeThreeTwelveThree(String known, boolean there) {
        assertThat(BatchEndpoint.isIn(known)).isEqualTo(there);
    }

    private static final class Ignoring implements AnswerHandler {

        @Override
        public boolean wantsAnswers() {
            return true;
        }

        @Override
        public void answered(int position, RawAnswer answer, Endpoint origin) {}

        @Override
        public void counted(int failed) {}
    }
}
