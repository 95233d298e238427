package io.arangobatch.internal.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.arangobatch.AqlQueryException;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.model.AqlWarning;
import io.arangobatch.model.Cursor;
import io.arangobatch.request.Aql;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.RawJson;
import io.arangobatch.request.RequestRunner;
import io.arangobatch.scripted.Probe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    record Student(String name, int age) {}

    public static final class Pojo {
        public int age;
    }

    private static final String FIRST =
            "{\"error\":false,\"code\":201,\"result\":[1,2],\"hasMore\":true,\"id\":\"1516\",\"count\":5,\"extra\":{\"stats\":"
                    + "{\"fullCount\":10},\"warnings\":[{\"code\":1562,\"message\":\"division by zero\"}]},\"cached\":false}";
    private static final String SECOND =
            "{\"error\":false,\"code\":200,\"result\":[3,4],\"hasMore\":true,\"id\":\"1516\",\"count\":5,\"cached\":false}";
    private static final String LAST = "{\"result\":[5],\"hasMore\":false,\"count\":5,\"cached\":false}";
    private static final String NOT_FOUND =
            "{\"error\":true,\"errorMessage\":\"cursor not found\",\"code\":404,\"errorNum\":1600}";

    private record Reply(int status, String json) {}

    /** The server that made the cursor. */
    private static final class Origin implements RequestRunner {
        private final Deque<Reply> replies = new ArrayDeque<>();
        private final List<String> asked = new ArrayList<>();

        @Override
        public <T> T run(ArangoRequest<T> request) {
            asked.add(request.toString());
            Reply reply = replies.remove();
            return request.decoder().decode(Probe.answer(request, reply.status(), reply.json(), this));
        }

        Origin willAnswer(int status, String json) {
            replies.add(new Reply(status, json));
            return this;
        }
    }

    private final Origin origin = new Origin();

    private <T> Cursor<T> cursor(String json, Class<T> type) {
        ArangoRequest<Cursor<T>> query = Aql.query("FOR i IN 1..5 RETURN i", type);
        return query.decoder().decode(Probe.answer(query, 201, json, origin));
    }

    private Cursor<Integer> paged() {
        origin.willAnswer(200, SECOND).willAnswer(200, LAST);
        return cursor(FIRST, Integer.class);
    }

    @Test
    void theFirstPageIsThereWithoutAskingAgain() {
        Cursor<Integer> cursor = cursor(FIRST, Integer.class);
        assertThat(cursor.page()).containsExactly(1, 2).isUnmodifiable();
        assertThat(cursor.first()).isEqualTo(1);
        assertThat(cursor.hasMore()).isTrue();
        assertThat(origin.asked).isEmpty();
    }

    @Test
    void whatTheServerTellsBesidesIsThere() {
        Cursor<Integer> cursor = cursor(FIRST, Integer.class);
        assertThat(cursor.count()).hasValue(5);
        assertThat(cursor.fullCount()).hasValue(10);
        assertThat(cursor.cached()).isFalse();
        assertThat(cursor.warnings()).containsExactly(new AqlWarning(1562, "division by zero"));
        assertThat(cursor.extra().path("stats").path("fullCount").asInt()).isEqualTo(10);
    }

    @Test
    void whatTheServerDoesNotTellIsEmpty() {
        Cursor<Integer> cursor = cursor("{\"result\":[],\"hasMore\":false,\"cached\":true}", Integer.class);
        assertThat(cursor.count()).isEmpty();
        assertThat(cursor.fullCount()).isEmpty();
        assertThat(cursor.cached()).isTrue();
        assertThat(cursor.warnings()).isEmpty();
        assertThat(cursor.extra().isEmpty()).isTrue();
        assertThat(cursor.hasMore()).isFalse();
    }

    @Test
    void aFurtherPageTakesThePlaceOfTheCurrentOne() {
        Cursor<Integer> cursor = paged();
        assertThat(cursor.nextPage()).containsExactly(3, 4);
        assertThat(cursor.page()).containsExactly(3, 4);
        assertThat(cursor.nextPage()).containsExactly(5);
        assertThat(cursor.hasMore()).isFalse();
        assertThat(origin.asked).containsExactly("PUT /_api/cursor/1516", "PUT /_api/cursor/1516");
    }

    @Test
    void countAndWarningsOfTheFirstPageStay() {
        Cursor<Integer> cursor = paged();
        cursor.nextPage();
        assertThat(cursor.count()).hasValue(5);
        assertThat(cursor.warnings()).hasSize(1);
    }

    @Test
    void thereIsNoPageAfterTheLast() {
        Cursor<Integer> cursor = cursor(LAST, Integer.class);
        assertThatThrownBy(cursor::nextPage)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("the cursor has no further page");
        assertThat(origin.asked).isEmpty();
    }

    @Test
    void anExpiredCursorIsAnAqlQueryException() {
        origin.willAnswer(404, NOT_FOUND);
        Cursor<Integer> cursor = cursor(FIRST, Integer.class);
        assertThatThrownBy(cursor::nextPage)
                .isInstanceOf(AqlQueryException.class)
                .hasMessage("PUT /_api/cursor/1516 failed with HTTP 404, errorNum 1600: cursor not found");
    }

    @Test
    void iteratingFetchesThePagesOnTheWay() {
        List<Integer> seen = new ArrayList<>();
        for (Integer i : paged()) {
            seen.add(i);
            assertThat(origin.asked).hasSize(i <= 2 ? 0 : i <= 4 ? 1 : 2);
        }
        assertThat(seen).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void anIteratorHasAnEnd() {
        Iterator<Integer> iterator = cursor(LAST, Integer.class).iterator();
        iterator.next();
        assertThatThrownBy(iterator::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("the cursor has no further result");
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anEmptyPageInBetweenIsPassedOver() {
        origin.willAnswer(200, "{\"result\":[],\"hasMore\":true,\"id\":\"1516\"}")
                .willAnswer(200, LAST);
        assertThat(cursor(FIRST, Integer.class).toList()).containsExactly(1, 2, 5);
    }

    @Test
    void aStreamAndAListGoToTheEnd() {
        assertThat(paged().stream().mapToInt(i -> i).sum()).isEqualTo(15);
        assertThat(paged().toList()).containsExactly(1, 2, 3, 4, 5).isUnmodifiable();
    }

    @Test
    void aQueryWithoutResultHasNoFirst() {
        Cursor<Integer> cursor = cursor("{\"result\":[],\"hasMore\":false}", Integer.class);
        assertThatThrownBy(cursor::first)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("the query gave no result");
    }

    @Test
    void closingFreesTheServersCursorOnce() {
        origin.willAnswer(202, "{\"id\":\"1516\",\"error\":false,\"code\":202}");
        Cursor<Integer> cursor = cursor(FIRST, Integer.class);
        cursor.close();
        cursor.close();
        assertThat(origin.asked).containsExactly("DELETE /_api/cursor/1516");
        assertThat(cursor.hasMore()).isFalse();
        assertThat(cursor.page()).containsExactly(1, 2);
    }

    @Test
    void closingACursorWithoutFurtherPagesAsksNobody() {
        cursor(LAST, Integer.class).close();
        assertThat(origin.asked).isEmpty();
    }

    @Test
    void closingACursorThatTheServerHasForgottenIsNoError() {
        origin.willAnswer(404, NOT_FOUND);
        cursor(FIRST, Integer.class).close();
        assertThat(origin.asked).hasSize(1);
    }

    @Test
    void anyOtherErrorAtClosingIsThrown() {
        origin.willAnswer(503, "");
        Cursor<Integer> cursor = cursor(FIRST, Integer.class);
        assertThatThrownBy(cursor::close)
                .isInstanceOf(AqlQueryException.class)
                .hasMessage("DELETE /_api/cursor/1516 failed with HTTP 503, errorNum 0: Failed");
    }

    @Test
    void resultsMayBeRecords() {
        assertThat(cursor("{\"result\":[{\"name\":\"Kris\",\"age\":20}]}", Student.class)
                        .first())
                .isEqualTo(new Student("Kris", 20));
    }

    @Test
    void resultsMayBePojos() {
        assertThat(cursor("{\"result\":[{\"age\":20}]}", Pojo.class).first().age)
                .isEqualTo(20);
    }

    @Test
    void resultsMayBeTrees() {
        Cursor<JsonNode> cursor = cursor("{\"result\":[{\"a\":[1]},null]}", JsonNode.class);
        assertThat(cursor.page().get(0).path("a").path(0).asInt()).isEqualTo(1);
        assertThat(cursor.page().get(1)).isEqualTo(NullNode.getInstance());
    }

    @Test
    void resultsMayBeRawJson() {
        assertThat(cursor("{\"result\":[{\"a\": [1, 2.50]},null,\"ü\"]}", RawJson.class)
                        .page())
                .containsExactly(RawJson.of("{\"a\":[1,2.5]}"), RawJson.of("null"), RawJson.of("\"ü\""));
    }

    @Test
    void aJsonNullIsANull() {
        assertThat(cursor("{\"result\":[1,null,3]}", Integer.class).page()).containsExactly(1, null, 3);
    }

    @Test
    void membersThatNobodyKnowsArePassedOver() {
        assertThat(cursor("{\"new\":{\"result\":[9]},\"result\":[1],\"planCacheKey\":[[]]}", Integer.class)
                        .page())
                .containsExactly(1);
    }

    @Test
    void resultsThatCannotBeReadAsTheCallersClassAreRefused() {
        assertThatThrownBy(() -> cursor("{\"result\":[\"x\"]}", Integer.class))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage("the answer to POST /_api/cursor (HTTP 201) cannot be understood: the results of the query "
                        + "cannot be read as java.lang.Integer; it begins with \"{\"result\":[\"x\"]}\"");
    }

    @Test
    void anAnswerThatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> cursor("[1]", Integer.class))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage(
                        "the answer to POST /_api/cursor (HTTP 201) cannot be understood: the results of a query must be "
                                + "a JSON object; it begins with \"[1]\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"hasMore\":false}", "{\"result\":[1],\"hasMore\":true}"})
    void anAnswerThatLacksResultsOrTheIdOfMoreIsRefused(String json) {
        assertThatThrownBy(() -> cursor(json, Integer.class))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage(
                        "the answer to POST /_api/cursor (HTTP 201) cannot be understood: the results of a query must "
                                + "have a \"result\", and an \"id\" where there are more; it begins with \"" + json
                                + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"result\":5}", "{\"result\":{}}", "{\"result\":null}", "{\"result\":[1", "{\"result\":[1]"})
    void brokenResultsAreRefusedAndNeverEndless(String json) {
        for (Class<?> type : List.of(RawJson.class, JsonNode.class, Integer.class)) {
            assertThatThrownBy(() -> cursor(json, type))
                    .isInstanceOf(ArangoProtocolException.class)
                    .hasMessage(
                            "the answer to POST /_api/cursor (HTTP 201) cannot be understood: the results of the query "
                                    + "cannot be read as " + type.getName() + "; it begins with \"" + json + "\"");
        }
    }
}
