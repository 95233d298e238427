package io.arangobatch.request;

import static io.arangobatch.scripted.Probe.body;
import static io.arangobatch.scripted.Probe.decode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arangobatch.AqlQueryException;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.model.ParsedQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AqlTest {

    record Variables(int min, int max) {}

    private static final QueryOptions NONE = QueryOptions.none();

    @Test
    void aQueryWithoutVariablesSendsItsTextAlone() {
        ArangoRequest<?> request = Aql.query("RETURN 100000", Integer.class);
        assertThat(request).hasToString("POST /_api/cursor");
        assertThat(body(request)).isEqualTo("{\"query\":\"RETURN 100000\"}");
    }

    @Test
    void bindVariablesMayBeAMap() {
        assertThat(body(Aql.query("RETURN @a", Map.of("a", List.of(1)), Object.class)))
                .isEqualTo("{\"query\":\"RETURN @a\",\"bindVars\":{\"a\":[1]}}");
    }

    @Test
    void bindVariablesMayBeARecord() {
        assertThat(body(Aql.query("RETURN @min..@max", new Variables(1, 2), Object.class)))
                .isEqualTo("{\"query\":\"RETURN @min..@max\",\"bindVars\":{\"min\":1,\"max\":2}}");
    }

    @Test
    void bindVariablesMayBeAJsonObject() {
        assertThat(body(Aql.query(
                        "RETURN @a", JsonNodeFactory.instance.objectNode().put("a", 1), Object.class)))
                .isEqualTo("{\"query\":\"RETURN @a\",\"bindVars\":{\"a\":1}}");
    }

    @Test
    void optionsStandWhereTheServerLooksForThem() {
        QueryOptions options = NONE.count(true)
                .batchSize(2)
                .ttl(Duration.ofMillis(1500))
                .cache(false)
                .memoryLimit(0)
                .fullCount(true)
                .option("stream", true);
        assertThat(body(Aql.query("RETURN 1", Map.of(), options, Object.class)))
                .isEqualTo("{\"query\":\"RETURN 1\",\"count\":true,\"batchSize\":2,\"ttl\":2,\"cache\":false,"
                        + "\"memoryLimit\":0,\"options\":{\"fullCount\":true,\"stream\":true}}");
    }

    @Test
    void optionsAreNotChangedByTheirSetters() {
        NONE.count(true);
        assertThat(body(Aql.query("RETURN 1", Map.of(), NONE, Object.class))).isEqualTo("{\"query\":\"RETURN 1\"}");
    }

    @Test
    void anExplanationSendsWhatAQueryWould() {
        ArangoRequest<?> request = Aql.explain("RETURN @a", Map.of("a", 1), NONE.option("allPlans", true));
        assertThat(request).hasToString("POST /_api/explain");
        assertThat(body(request))
                .isEqualTo("{\"query\":\"RETURN @a\",\"bindVars\":{\"a\":1},\"options\":{\"allPlans\":true}}");
    }

    @Test
    void anExplanationIsTheServersOwnTree() {
        assertThat(decode(Aql.explain("RETURN 1", Map.of(), NONE), 200, "{\"plan\":{\"nodes\":[]}}")
                        .path("plan")
                        .path("nodes")
                        .isArray())
                .isTrue();
    }

    @Test
    void aQueryIsParsedWithoutRunningIt() {
        ArangoRequest<ParsedQuery> request = Aql.parse("FOR d IN coll FILTER d.x == @a RETURN d");
        assertThat(request).hasToString("POST /_api/query");
        assertThat(body(request)).isEqualTo("{\"query\":\"FOR d IN coll FILTER d.x == @a RETURN d\"}");
        ParsedQuery parsed = decode(
                request,
                200,
                "{\"error\":false,\"code\":200,\"parsed\":true,\"collections\":[\"coll\"],\"bindVars\":[\"a\"],"
                        + "\"ast\":[{\"type\":\"root\"}]}");
        assertThat(parsed.collections()).containsExactly("coll");
        assertThat(parsed.bindVariables()).containsExactly("a");
        assertThat(parsed.ast().path(0).path("type").asText()).isEqualTo("root");
    }

    @Test
    void aSyntaxErrorIsAnAqlQueryException() {
        String error =
                "{\"error\":true,\"errorMessage\":\"AQL: syntax error, unexpected identifier near 'INVALID QUERY' "
                        + "at position 1:1 (while parsing)\",\"code\":400,\"errorNum\":1501}";
        for (ArangoRequest<?> request : List.of(
                Aql.query("INVALID QUERY", Object.class),
                Aql.explain("INVALID QUERY", Map.of(), NONE),
                Aql.parse("INVALID QUERY"))) {
            assertThatThrownBy(() -> decode(request, 400, error))
                    .isInstanceOf(AqlQueryException.class)
                    .hasMessage(
                            request + " failed with HTTP 400, errorNum 1501: AQL: syntax error, unexpected identifier "
                                    + "near 'INVALID QUERY' at position 1:1 (while parsing)");
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n"})
    void anEmptyQueryIsRefused(String query) {
        String text = "the AQL query is empty; give its text, such as \"RETURN 1\"";
        assertThatThrownBy(() -> Aql.query(query, Object.class))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage(text);
        assertThatThrownBy(() -> Aql.parse(query)).hasMessage(text);
        assertThatThrownBy(() -> Aql.explain(query, Map.of(), NONE)).hasMessage(text);
    }

    @Test
    void nullInThePlaceOfBindVariablesIsRefused() {
        assertThatThrownBy(() -> Aql.query("RETURN 1", null, Object.class))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage(
                        "the object of bind variables is null; give a map, record, POJO, JsonNode or RawJson (for a "
                                + "JSON null: NullNode)");
    }

    @Test
    void whatHasNoNamesIsRefusedAsBindVariables() {
        ObjectMapper mapper = new ObjectMapper();
        for (Object variables :
                List.of("a", 1, true, List.of(1), new int[] {1}, mapper.createArrayNode(), mapper.nullNode())) {
            assertThatThrownBy(() -> Aql.query("RETURN 1", variables, Object.class))
                    .isInstanceOf(ArangoRequestException.class)
                    .hasMessage("the bind variables are a "
                            + variables.getClass().getName()
                            + ", which has no names; give a map, record, POJO or JSON object with a member for each "
                            + "variable");
        }
    }

    @Test
    void aBatchSizeBelowOneIsRefused() {
        assertThatThrownBy(() -> NONE.batchSize(0))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage("the batch size of a query is 0; it must be at least 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aTimeToLiveThatIsNotPositiveIsRefused(Duration ttl) {
        assertThatThrownBy(() -> NONE.ttl(ttl))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage("the ttl of a query is " + ttl + "; it must be positive");
    }

    @Test
    void aNegativeMemoryLimitIsRefused() {
        assertThatThrownBy(() -> NONE.memoryLimit(-1))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage("the memory limit of a query is -1; it must not be negative");
    }

    @Test
    void aNullOptionIsRefused() {
        assertThatThrownBy(() -> NONE.option("stream", null))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage(
                        "the query option stream is null; give a map, record, POJO, JsonNode or RawJson (for a JSON "
                                + "null: NullNode)");
    }
}
