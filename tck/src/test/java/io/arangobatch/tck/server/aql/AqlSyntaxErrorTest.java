package io.arangobatch.tck.server.aql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Number, wording and place of what the parser complains of. */
class AqlSyntaxErrorTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "RETURN 1 2 | unexpected integer number, expecting end of query string near '2' at position 1:10",
                "FOR 1 | unexpected integer number, expecting identifier near '1' at position 1:5",
                "FOR i, j, k 5 | unexpected integer number, expecting IN keyword near '5' at position 1:13",
                "LET a 1 | unexpected integer number, expecting assignment near '1' at position 1:7",
                "RETURN {1: 2} | unexpected integer number, expecting } near '1: 2}' at position 1:9",
                "RETURN [1 2] | unexpected integer number, expecting ] near '2]' at position 1:11",
                "RETURN LENGTH(1 2) | unexpected integer number, expecting ) near '2)' at position 1:17",
                "RETURN a.1 | unexpected number, expecting end of query string near '.1' at position 1:9",
                "RETURN a. | unexpected end of query string, expecting identifier or bind parameter near '.' at position 1:9",
                "REMOVE 'a' INTO 5 | unexpected integer number, expecting identifier or quoted string or bind parameter near '5' at position 1:17",
                "COLLECT WITH x y | unexpected identifier, expecting INTO keyword near 'y' at position 1:16",
                "RETURN 'this is a rather long text to be cut' x | unexpected identifier, expecting end of query string near 'x' at position 1:47",
                "RETRUN 'this is a rather long text to be cut' x | unexpected identifier near 'RETRUN 'this is a rather long te...' at position 1:1",
                "RETURN 'ä' x | unexpected identifier, expecting end of query string near 'x' at position 1:13",
                "FOR v IN 1..2 OUTBOUND 'a/b' e PRUNE v | unexpected identifier, expecting { near 'v' at position 1:38"
            })
    void unexpectedTokensAreNamedAsTheServersGrammarNamesThem(String query, String complaint) {
        assertThat(Aql.error(query)).isEqualTo("1501 AQL: syntax error, " + complaint + " (while parsing)");
    }

    @Test
    void linesAreCountedAndTheColumnIsThatOfTheLine() {
        assertThat(Aql.error("FOR i IN [1]\n  FILTER\n  RETURN i"))
                .isEqualTo("1501 AQL: syntax error, unexpected RETURN declaration near 'RETURN i' at position 3:3"
                        + " (while parsing)");
    }

    @Test
    void anEmptyQueryIsAnErrorOfItsOwn() {
        assertThat(Aql.error("")).isEqualTo("1502 AQL: query is empty (while parsing)");
    }

    @Test
    void qualifiersThatAreNoneAreNamed() {
        assertThat(Aql.error("FOR i IN [1] COLLECT g = i INTO x KEPT i RETURN g"))
                .isEqualTo("1501 AQL: unexpected qualifier 'KEPT', expecting 'KEEP' near 'i RETURN g' at position 1:40"
                        + " (while parsing)");
        assertThat(Aql.error("INSERT {} INTO c OPT {} RETURN 1"))
                .isEqualTo(
                        "1501 AQL: unexpected qualifier 'OPT', expecting 'OPTIONS' near '} RETURN 1' at position 1:23"
                                + " (while parsing)");
    }

    @Test
    void variablesAreDeclaredOnceAndNotWithAnUnderscore() {
        assertThat(Aql.error("LET a = 1 FOR a IN [1] RETURN a"))
                .isEqualTo("1511 AQL: variable 'a' is assigned multiple times (while parsing)");
        assertThat(Aql.error("LET _a = 1 RETURN 1"))
                .isEqualTo("1510 AQL: variable name '_a' has an invalid format (while parsing)");
        assertThat(Aql.error("RETURN {a}"))
                .isEqualTo(
                        "1512 AQL: unknown variable 'use of unknown variable 'a' in object literal near '}' at position"
                                + " 1:10' (while parsing)");
    }

    @Test
    void collectionsHaveNamesThatTheyMayHave() {
        assertThat(Aql.error("FOR d IN `a b` RETURN d")).isEqualTo("1208 AQL: illegal name: a b (while parsing)");
        assertThat(Aql.error(Aql.emptyStore(), "FOR d IN @@c RETURN d", "{'@c': '1c'}"))
                .isEqualTo("1208 AQL: illegal name: 1c (while parsing)");
    }

    @Test
    void distinctNeedsALoop() {
        assertThat(Aql.error("RETURN (RETURN DISTINCT 1)"))
                .isEqualTo("1501 AQL: cannot use DISTINCT modifier on top-level query element near 'DISTINCT 1)' at"
                        + " position 1:16 (while parsing)");
    }

    @Test
    void bindVariablesMustFitTheQuery() {
        MemoryAqlStore store = Aql.emptyStore();
        assertThat(Aql.error(store, "RETURN @a + @b", "{'a': 1}"))
                .isEqualTo("1551 AQL: no value specified for declared bind parameter 'b' (while parsing)");
        assertThat(Aql.error(store, "RETURN 1", "{'z': 1}"))
                .isEqualTo("1552 AQL: bind parameter 'z' was not declared in the query (while parsing)");
        assertThat(Aql.error(store, "FOR d IN @@c RETURN d", "{'@c': 1}"))
                .isEqualTo("1553 AQL: bind parameter '@c' has an invalid value or type (while parsing)");
        assertThat(Aql.error(store, "RETURN {}.@a", "{'a': 1}"))
                .isEqualTo("1553 AQL: bind parameter 'a' has an invalid value or type (while parsing)");
    }

    @Test
    void whatTheGrammarHasButTheEngineHasNotIsRefusedByName() {
        assertThat(Aql.error("FOR v IN OUTBOUND SHORTEST_PATH 'a/b' TO 'a/c' GRAPH 'g' RETURN v"))
                .isEqualTo("9 AQL: SHORTEST_PATH is not implemented (while parsing)");
    }

    @Test
    void anExpressionTooDeepForTheEngineIsRefused() {
        String refusal = "9 AQL: an expression as deep as this is not implemented (while parsing)";
        assertThat(Aql.error("RETURN " + "(".repeat(5000) + "1" + ")".repeat(5000)))
                .isEqualTo(refusal);
        assertThat(Aql.error("RETURN " + "[".repeat(5000) + "]".repeat(5000))).isEqualTo(refusal);
        assertThat(Aql.error("RETURN 1" + " + 1".repeat(5000))).isEqualTo(refusal);
        assertThat(Aql.rows("RETURN 1" + " + 1".repeat(900))).isEqualTo("[901]");
        assertThat(Aql.rows("RETURN " + "(".repeat(190) + "1" + ")".repeat(190)))
                .isEqualTo("[1]");
    }
}
