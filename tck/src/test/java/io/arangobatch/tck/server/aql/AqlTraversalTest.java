package io.arangobatch.tck.server.aql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks over edge collections and named graphs. */
class AqlTraversalTest {
    private MemoryAqlStore store;

    /** a to b and c, both to d, d back to a. */
    @BeforeEach
    void fill() {
        store = Aql.emptyStore().create("v", false).create("e", true).graph("g", List.of("e"), List.of("v"));
        for (String key : List.of("a", "b", "c", "d")) {
            store.add("v", "{'_key': '" + key + "'}");
        }
        for (String ends : List.of("ab", "ac", "bd", "cd", "da")) {
            store.add(
                    "e",
                    "{'_key': '" + ends + "', '_from': 'v/" + ends.charAt(0) + "', '_to': 'v/" + ends.charAt(1) + "'}");
        }
    }

    private String rows(String query) {
        return Aql.rows(store, query);
    }

    @Test
    void theWalkIsDepthFirst() {
        assertThat(rows("FOR v IN 1..2 OUTBOUND 'v/a' e RETURN v._key")).isEqualTo("['b','d','c','d']");
    }

    @Test
    void theWalkIsBreadthFirstIfWanted() {
        assertThat(rows("FOR v IN 1..2 OUTBOUND 'v/a' GRAPH 'g' OPTIONS {bfs: true} RETURN v._key"))
                .isEqualTo("['b','c','d','d']");
    }

    @Test
    void verticesCanBeUnique() {
        assertThat(rows("FOR v IN 0..9 OUTBOUND 'v/a' e OPTIONS {bfs: true, uniqueVertices: 'global'} RETURN v._key"))
                .isEqualTo("['a','b','c','d']");
        assertThat(rows("FOR v IN 3 OUTBOUND 'v/a' e OPTIONS {uniqueVertices: 'path'} RETURN v._key"))
                .isEqualTo("[]");
    }

    @Test
    void anEdgeIsOnAPathOnce() {
        assertThat(rows("FOR v IN 6..9 OUTBOUND 'v/a' e RETURN v._key")).isEqualTo("[]");
        assertThat(rows("FOR v IN 4 OUTBOUND 'v/a' e RETURN v._key")).isEqualTo("['c','b']");
    }

    @Test
    void directionsAreOfTheWalkOrOfTheCollection() {
        assertThat(rows("FOR v IN INBOUND 'v/a' e RETURN v._key")).isEqualTo("['d']");
        assertThat(rows("FOR v IN ANY 'v/a' e RETURN v._key")).isEqualTo("['b','c','d']");
        assertThat(rows("FOR v IN OUTBOUND 'v/a' INBOUND e RETURN v._key")).isEqualTo("['d']");
    }

    @Test
    void edgeAndPathAreThereAsWell() {
        assertThat(
                        rows(
                                "FOR v, x, p IN 0..1 OUTBOUND {_id: 'v/b'} e RETURN [x._key, p.edges[*]._key, p.vertices[*]._key]"))
                .isEqualTo("[[null,[],['b']],['bd',['bd'],['b','d']]]");
    }

    @Test
    void aStartThatIsNoIdWarns() {
        assertThat(Aql.run(store, "FOR v IN OUTBOUND 'nothing' e RETURN v").warnings())
                .containsExactly(new AqlResult.Warning(
                        10, "Invalid input for traversal: Only id strings or objects with _id are allowed"));
    }

    @Test
    void whatIsNoGraphOrEdgeCollectionIsAnError() {
        assertThat(Aql.error(store, "FOR v IN OUTBOUND 'v/a' GRAPH 'no' RETURN v"))
                .isEqualTo("1924 AQL: graph not found (while parsing)");
        assertThat(Aql.error(store, "FOR v IN OUTBOUND 'v/a' v RETURN v"))
                .isEqualTo("1218 AQL: collection type invalid (while instantiating plan)");
    }

    @Test
    void edgesAreLookedUpByTheirEnds() {
        AqlResult result = Aql.run(store, "FOR x IN e FILTER x._from == 'v/a' RETURN x");
        assertThat(result.rows()).hasSize(2);
        assertThat(result.stats().scannedIndex()).isEqualTo(2);
        assertThat(result.stats().scannedFull()).isZero();
    }
}
