package io.arangobatch.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After which answers another server may be asked, because the first has certainly run nothing. */
class RefusalsTest {

    private static final String STARTING = "service unavailable due to startup or maintenance mode";
    private static final ResponseFlow FLOW = new ResponseFlow() {
        @Override
        public void pause() {}

        @Override
        public void resume() {}
    };

    private static boolean ranNothing(String call, int status, String body) {
        String[] words = call.split(" ");
        Answer answer = new Answer();
        answer.onHead(new Endpoint("one.test", 8529, false), new ResponseHead(status, "", List.of()), FLOW);
        answer.onBody(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
        return Refusals.ranNothing(
                new Call(words[0], words[1], List.of(), RequestBody.empty(), Duration.ZERO, Optional.empty()), answer);
    }

    private static String error(int errorNum, String message) {
        return "{\"errorMessage\":\"" + message + "\",\"errorNum\":" + errorNum + ",\"error\":true,\"code\":503}";
    }

    @ParameterizedTest
    @CsvSource({
        "POST /_db/shop/_api/document/c, true",
        "PATCH /_api/document/c/1, true",
        "GET /_db/shop/_api/collection, true",
        "HEAD /_db/shop/_api/document/c/1, true",
        "POST /_open/auth, true",
        "POST /_db/shop/_api/batch, false",
        "POST /_db/shop/_api/cursor, false",
        "POST /_db/shop/_api/transaction, false",
        "POST /_db/shop/_api/import?collection=c, false",
        "DELETE /_db/shop/_api/gharial/g/vertex/v/1, false",
        "POST /_db/shop/mine, false",
    })
    void aFullQueueIsARefusalOfWhatIsQueuedOnce(String call, boolean refusal) {
        for (int errorNum = 21_001; errorNum <= 21_003; errorNum++) {
            assertThat(ranNothing(call, 503, error(errorNum, "queue is full"))).isEqualTo(refusal);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST /_db/shop/_api/document/c, true",
        "POST /_db/shop/_api/batch, true",
        "POST /_db/shop/_api/import?collection=c, true",
        "PUT /_db/shop/mine, true",
        "POST /_db/shop/_api/cursor, false",
        "PUT /_db/shop/_api/transaction/17, false",
    })
    void aServerThatStartsRefusesAtItsDoorUnlessTheWordsMayBeThoseOfAnother(String call, boolean refusal) {
        assertThat(ranNothing(call, 503, error(503, STARTING))).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":true,\"code\":503,\"errorNum\":1429,\"errorMessage\":\"not enough replicas\"}",
                "{\"error\":true,\"code\":503,\"errorNum\":1478,\"errorMessage\":\"backend unavailable\"}",
                "{\"error\":true,\"code\":503,\"errorNum\":503,\"errorMessage\":\"service unavailable\"}",
                "{\"error\":true,\"code\":503,\"errorNum\":503,\"errorMessage\":\"Error message received from cluster node"
                        + " 'PRMR-1': service unavailable due to startup or maintenance mode\"}",
                "{\"error\":true,\"code\":503}",
                "<html>no healthy upstream</html>",
                "[21003]",
                "{\"errorNum\":21003",
                "",
            })
    void whatIsNotCertainIsNoRefusal(String body) {
        assertThat(ranNothing("GET /_api/version", 503, body)).isFalse();
    }

    @Test
    void anotherStatusIsNoRefusal() {
        assertThat(ranNothing("GET /_api/version", 500, error(21003, "queue is full")))
                .isFalse();
        assertThat(ranNothing("GET /_api/version", 412, error(21004, "too long in the queue")))
                .isFalse();
    }
}
