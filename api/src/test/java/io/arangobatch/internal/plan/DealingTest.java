package io.arangobatch.internal.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.response.RawAnswer;
import io.arangobatch.spi.HttpHeader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DealingTest {

    private static final String MISSING = "{\"error\":true,\"errorNum\":1202,\"errorMessage\":\"document not found\"}";
    private static final String TAKEN =
            "{\"error\":true,\"errorNum\":1210,\"errorMessage\":\"unique constraint violated\"}";
    private static final String KRIS = "{\"_id\":\"c/Kris\",\"_key\":\"Kris\",\"_rev\":\"_x\"}";

    private static RawAnswer answer(int status, String body, HttpHeader... headers) {
        return RawAnswer.of(status, "Accepted", List.of(headers), body.getBytes(UTF_8));
    }

    private static HttpHeader codes(String value) {
        return new HttpHeader("x-arango-error-codes", value);
    }

    @Test
    void eachOperationGetsItsElementWithTheStatusItWouldHaveHadAlone() {
        List<RawAnswer> answers = Dealing.deal(answer(202, "[" + KRIS + "," + MISSING + "," + TAKEN + "]"), 3);

        assertThat(answers).extracting(RawAnswer::status).containsExactly(202, 404, 409);
        assertThat(answers).extracting(each -> new String(each.bytes(), UTF_8)).containsExactly(KRIS, MISSING, TAKEN);
    }

    @Test
    void aFailureOfTheWholeRequestIsEachOnes() {
        RawAnswer refused = answer(404, "{\"error\":true,\"code\":404,\"errorNum\":1203,\"errorMessage\":\"no c\"}");

        assertThat(Dealing.deal(refused, 3)).containsExactly(refused, refused, refused);
        assertThat(Dealing.failures(refused, 3)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void tooFewOrTooManyElementsAreDealtToNobody(int operations) {
        assertThatThrownBy(() -> Dealing.deal(answer(202, "[" + KRIS + "," + KRIS + "]"), operations))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage("the answer to a request for " + operations + " documents holds 2 elements");
    }

    @Test
    void failuresAreCountedByTheHeaderWhereThereIsOne() {
        assertThat(Dealing.failures(answer(202, "[]", codes("{\"1210\":2,\"1221\":3}")), 9))
                .isEqualTo(5);
        assertThat(Dealing.failures(answer(202, "{}", codes("{ \"1210\" : 12 }")), 20))
                .isEqualTo(12);
        assertThat(Dealing.failures(answer(202, "[]", codes("{}")), 9)).isZero();
    }

    @Test
    void failuresAreCountedByTheElementsWhereThereIsNoHeader() {
        assertThat(Dealing.failures(answer(202, "[" + KRIS + "," + MISSING + "," + MISSING + "]"), 3))
                .isEqualTo(2);
        assertThat(Dealing.failures(answer(202, "[]"), 3)).isZero();
        assertThat(Dealing.failures(answer(202, "{}"), 3)).isZero();
        assertThat(Dealing.failures(answer(202, ""), 3)).isZero();
    }
}
