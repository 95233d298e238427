package io.arangobatch.tck.server.aql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is told of queries without running them. */
class AqlExplainTest {
    private final AqlEngine engine = new AqlEngine();
    private final MemoryAqlStore store =
            Aql.emptyStore().create("c", false).add("c", "{'_key': '1'}").add("c", "{'_key': '2'}");

    private ObjectNode explain(String query, AqlOptions options) {
        return engine.explain(query, JsonNodeFactory.instance.objectNode(), options, store);
    }

    private static List<String> types(JsonNode plan) {
        return StreamSupport.stream(plan.get("nodes").spliterator(), false)
                .map(node -> node.get("type").asText())
                .toList();
    }

    @Test
    void aPlanHasANodeForEachStepAndForEachValueItNeeds() {
        JsonNode plan = explain("FOR d IN c FILTER d.n == 1 SORT d.n LIMIT 3 RETURN {d}", AqlOptions.DEFAULT)
                .get("plan");
        assertThat(types(plan))
                .containsExactly(
                        "SingletonNode",
                        "EnumerateCollectionNode",
                        "CalculationNode",
                        "FilterNode",
                        "CalculationNode",
                        "SortNode",
                        "LimitNode",
                        "CalculationNode",
                        "ReturnNode");
        assertThat(plan.get("collections").toString()).isEqualTo("[{\"name\":\"c\",\"type\":\"read\"}]");
    }

    @Test
    void explainingWritesNothing() {
        ObjectNode explained = explain("FOR d IN c UPDATE d WITH {x: 1} IN c", AqlOptions.DEFAULT);
        assertThat(explained.get("cacheable").asBoolean()).isFalse();
        assertThat(types(explained.get("plan"))).last().isEqualTo("UpdateNode");
        assertThat(store.document("c", "1").has("x")).isFalse();
    }

    @Test
    void aValueThatNobodyUsesIsOptimizedAway() {
        JsonNode plan = explain("LET a = 1 RETURN a", AqlOptions.DEFAULT).get("plan");
        assertThat(types(plan)).containsExactly("SingletonNode", "CalculationNode", "ReturnNode");
        assertThat(plan.get("rules").get(0).asText()).isEqualTo("remove-unnecessary-calculations");
    }

    @Test
    void allPlansAreAList() {
        ObjectNode explained = explain("RETURN 1", new AqlOptions(false, false, 10, true));
        assertThat(explained.get("plans")).hasSize(1);
        assertThat(explained.has("plan")).isFalse();
    }

    @Test
    void whatCannotBeExplainedIsRefusedByName() {
        assertThatThrownBy(() -> explain("FOR d IN c COLLECT n = d.n RETURN n", AqlOptions.DEFAULT))
                .hasMessage("EXPLAIN of COLLECT is not implemented (while optimizing plan)");
    }

    @Test
    void parsingNeedsNoCollectionsAndNoValues() {
        ParsedQuery parsed = engine.parse("FOR d IN nowhere FILTER d.x IN @values INSERT d INTO @@target RETURN NEW");
        assertThat(parsed.collections()).containsExactly("nowhere");
        assertThat(parsed.bindVars()).containsExactly("values", "@target");
        assertThat(parsed.ast().get(0).get("subNodes")).hasSize(4);
    }
}
