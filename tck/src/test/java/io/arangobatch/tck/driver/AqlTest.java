package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.AqlQueryException;
import io.arangobatch.model.Cursor;
import io.arangobatch.model.ParsedQuery;
import io.arangobatch.request.Aql;
import io.arangobatch.request.Documents;
import io.arangobatch.request.QueryOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** AQL: queries, their options and results, cursors, explain, parse. */
class AqlTest extends OperationTest {

    record Pair(int number, String text) {}

    private static final QueryOptions TWO_A_PAGE = QueryOptions.none().batchSize(2);

    @Test
    void aQueryGivesTypedResults() {
        Cursor<Pair> pairs = run(Aql.query("FOR i IN 1..2 RETURN {number: i, text: CONCAT('n', i)}", Pair.class));

        assertThat(pairs.toList()).containsExactly(new Pair(1, "n1"), new Pair(2, "n2"));
        assertThat(pairs.hasMore()).isFalse();
    }

    @Test
    void bindVariablesReachTheQuery() {
        Cursor<String> greeting = run(Aql.query(
                "RETURN CONCAT(@greeting, ', ', @name)",
                Map.of("greeting", "Grüß Gott", "name", "\"Kris\""),
                String.class));

        assertThat(greeting.first()).isEqualTo("Grüß Gott, \"Kris\"");
    }

    @Test
    void aRecordNamesTheBindVariables() {
        Cursor<Integer> number = run(Aql.query("RETURN @number + LENGTH(@text)", new Pair(40, "ab"), Integer.class));

        assertThat(number.first()).isEqualTo(42);
    }

    @Test
    void aCollectionIsBound() {
        run(Documents.insert(STUDENTS, Map.of("_key", "Kris")));

        Cursor<String> keys =
                run(Aql.query("FOR s IN @@students RETURN s._key", Map.of("@students", STUDENTS), String.class));

        assertThat(keys.toList()).containsExactly("Kris");
    }

    @Test
    void aQueryWithoutResultsIsEmpty() {
        Cursor<String> nothing = run(Aql.query("FOR s IN students RETURN s._key", String.class));

        assertThat(nothing.toList()).isEmpty();
        assertThatThrownBy(nothing::first)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("the query gave no result");
    }

    @Test
    void theNumberOfResultsIsCountedWhereAsked() {
        Cursor<Integer> counted = run(Aql.query(
                "FOR i IN 1..5 RETURN i", Map.of(), TWO_A_PAGE.count(true).ttl(Duration.ofSeconds(30)), Integer.class));

        assertThat(counted.count()).hasValue(5);
        assertThat(run(Aql.query("FOR i IN 1..5 RETURN i", Integer.class)).count())
                .isEmpty();
    }

    @Test
    void theFullCountIgnoresTheLimit() {
        Cursor<Integer> limited = run(Aql.query(
                "FOR i IN 1..50 LIMIT 2 RETURN i", Map.of(), QueryOptions.none().fullCount(true), Integer.class));

        assertThat(limited.toList()).containsExactly(1, 2);
        assertThat(limited.fullCount()).hasValue(50);
    }

    @Test
    void furtherPagesAreFetchedWhileReading() {
        Cursor<Integer> numbers = run(Aql.query("FOR i IN 1..5 RETURN i", Map.of(), TWO_A_PAGE, Integer.class));

        assertThat(numbers.page()).containsExactly(1, 2);
        assertThat(numbers.hasMore()).isTrue();
        assertThat(numbers.toList()).containsExactly(1, 2, 3, 4, 5);
        assertThat(numbers.hasMore()).isFalse();
    }

    @Test
    void pagesAreFetchedOneByOne() {
        Cursor<Integer> numbers = run(Aql.query("FOR i IN 1..5 RETURN i", Map.of(), TWO_A_PAGE, Integer.class));

        assertThat(numbers.nextPage()).containsExactly(3, 4);
        assertThat(numbers.nextPage()).containsExactly(5);
        assertThatThrownBy(numbers::nextPage)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("the cursor has no further page");
    }

    @Test
    void aStreamReadsAllPages() {
        List<Integer> expected = IntStream.rangeClosed(1, 2500).boxed().toList();

        assertThat(run(Aql.query("FOR i IN 1..2500 RETURN i", Integer.class)).stream())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void aClosedCursorIsGoneAtTheServer() {
        Cursor<Integer> numbers = run(Aql.query("FOR i IN 1..5 RETURN i", Map.of(), TWO_A_PAGE, Integer.class));
        arango.journal().clear();

        numbers.close();
        numbers.close();

        assertThat(arango.journal().requests()).singleElement().satisfies(deleted -> {
            assertThat(deleted.method()).isEqualTo("DELETE");
            assertThat(deleted.path()).startsWith("/_db/_system/_api/cursor/");
        });
        assertThat(numbers.hasMore()).isFalse();
    }

    @Test
    void aWrongQueryIsRefusedWithTheServersWords() {
        assertThatThrownBy(() -> run(Aql.query("INVALID QUERY", Object.class)))
                .isInstanceOfSatisfying(AqlQueryException.class, e -> {
                    assertThat(e.status()).isEqualTo(400);
                    assertThat(e.errorNum()).isEqualTo(1501);
                    assertThat(e.errorMessage()).contains("syntax error");
                    assertThat(e.request()).isEqualTo("POST /_api/cursor");
                });
    }

    @Test
    void aMissingBindVariableIsNamed() {
        assertThatThrownBy(() -> run(Aql.query("RETURN @missing", Object.class)))
                .isInstanceOfSatisfying(AqlQueryException.class, e -> {
                    assertThat(e.errorNum()).isEqualTo(1551);
                    assertThat(e.errorMessage()).contains("missing");
                });
    }

    @Test
    void warningsAreTold() {
        Cursor<Object> divided = run(Aql.query("FOR x IN [1 / 0, 2] RETURN x", Object.class));

        assertThat(divided.warnings()).anySatisfy(warning -> {
            assertThat(warning.code()).isEqualTo(1562);
            assertThat(warning.message()).contains("division by zero");
        });
    }

    @Test
    void aPlanIsExplainedAndNotRun() {
        JsonNode explained = run(Aql.explain(
                "FOR i IN @numbers INSERT {n: i} INTO students",
                Map.of("numbers", List.of(1, 2)),
                QueryOptions.none()));

        assertThat(explained.at("/plan/nodes").size()).isGreaterThan(1);
        assertThat(db.collection(STUDENTS).count()).isZero();
    }

    @Test
    void aQueryIsParsed() {
        ParsedQuery parsed = run(Aql.parse("FOR s IN students FILTER s.year == @year RETURN s"));

        assertThat(parsed.collections()).containsExactly("students");
        assertThat(parsed.bindVariables()).containsExactly("year");
        assertThat(parsed.ast().isArray()).isTrue();
    }

    @Test
    void aQueryThatCannotBeParsedIsRefused() {
        assertThatThrownBy(() -> run(Aql.parse("RETURN (")))
                .isInstanceOfSatisfying(
                        AqlQueryException.class, e -> assertThat(e.errorNum()).isEqualTo(1501));
    }
}
