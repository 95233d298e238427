package io.arangobatch.tck.server.aql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loops, groups, subqueries. */
class AqlLoopTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "FOR i IN 3..1 RETURN i | [3,2,1]",
                "FOR i IN [1, 2] FOR j IN [i, i * 10] RETURN j | [1,10,2,20]",
                "FOR i IN [[1, 'b'], [1, 'a'], [0, 'c']] SORT i[0], i[1] DESC RETURN i[1] | ['c','b','a']",
                "FOR x IN [{}, [], 'a', 1, true, null] SORT x RETURN TYPENAME(x) | ['null','bool','number','string','array','object']",
                "FOR i IN ['b', 'A', 'a', 'B'] SORT i 'DESC' RETURN i | ['B','b','A','a']",
                "FOR i IN 1..9 LIMIT 2, 3 RETURN i | [3,4,5]",
                "FOR i IN 1..9 LIMIT 0 RETURN i | []",
                "FOR i IN 1..4 LET even = i % 2 == 0 FILTER even RETURN i | [2,4]",
                "FOR i IN 1..3 RETURN (FOR j IN 1..i RETURN j) | [[1],[1,2],[1,2,3]]",
                "LET a = (FOR i IN 1..2 RETURN i) RETURN SUM(a) | [3]",
                "RETURN LENGTH(FOR i IN 1..7 RETURN i) | [7]",
                "FOR i IN [2, 1, 2] RETURN DISTINCT i | [1,2]",
                "FOR i IN [2, 1, 2] COLLECT v = i INTO g RETURN {v, n: LENGTH(g), g: g[*].i} | [{'v':1,'n':1,'g':[1]},{'v':2,'n':2,'g':[2,2]}]",
                "LET top = 9 FOR i IN 1..2 LET j = i COLLECT v = 1 INTO g RETURN g | [[{'i':1,'j':1},{'i':2,'j':2}]]",
                "FOR i IN 1..3 LET k = i * 2 COLLECT v = i % 2 INTO g KEEP k RETURN g | [[{'k':4}],[{'k':2},{'k':6}]]",
                "FOR i IN 1..3 COLLECT v = i % 2 INTO g = i * 10 RETURN g | [[20],[10,30]]",
                "FOR i IN 1..3 COLLECT WITH COUNT INTO n RETURN n | [3]",
                "FOR i IN [] COLLECT WITH COUNT INTO n RETURN n | [0]",
                "FOR i IN [] COLLECT v = i RETURN v | []",
                "FOR i IN 1..4 COLLECT o = i % 2 AGGREGATE s = SUM(i), l = MIN(i), c = COUNT(i), a = AVG(i) RETURN [o, s, l, c, a] | [[0,6,2,2,3],[1,4,1,2,2]]",
                "FOR i IN 1..3 COLLECT a = i > 1, b = i > 2 RETURN [a, b] | [[false,false],[true,false],[true,true]]",
                "FOR i IN 1..2 LET x = (FOR j IN 1..2 FILTER j == i RETURN j) RETURN x | [[1],[2]]"
            })
    void loopsGiveTheServersRows(String query, String rows) {
        assertThat(Aql.rows(query)).isEqualTo(rows);
    }

    @Test
    void onlyArraysAndCollectionsAreLoopedOver() {
        assertThat(Aql.error("FOR i IN 'x' RETURN i"))
                .isEqualTo(
                        "1563 AQL: collection or array expected as operand to FOR loop; you specified type 'string' with"
                                + " content '\"x\"' (while optimizing ast)");
        assertThat(Aql.error("FOR i IN PASSTHRU(1) RETURN i"))
                .isEqualTo("1563 AQL: collection or array expected as operand to FOR loop; you provided a value of type"
                        + " 'number' (while executing)");
    }

    @Test
    void theFullCountIsThatOfTheLastLimit() {
        AqlOptions options = new AqlOptions(true, false, 10, false);
        AqlResult result = new AqlEngine()
                .execute(
                        "FOR i IN 1..10 FILTER i > 3 LIMIT 1, 2 RETURN i",
                        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode(),
                        options,
                        Aql.emptyStore());
        assertThat(result.rows()).hasSize(2);
        assertThat(result.fullCount()).hasValue(7);
        assertThat(result.stats().filtered()).isEqualTo(3);
    }

    @Test
    void onlySomeFunctionsAggregate() {
        assertThat(Aql.error("FOR i IN 1..2 COLLECT AGGREGATE x = FIRST(i) RETURN x"))
                .isEqualTo("1574 AQL: invalid aggregate expression (while parsing)");
    }

    @Test
    void limitsAreNumbers() {
        assertThat(Aql.error("FOR i IN 1..2 LIMIT 'x', 1 RETURN i"))
                .isEqualTo("1504 AQL: LIMIT offset value is not a number or out of range (while instantiating plan)");
        assertThat(Aql.error(Aql.emptyStore(), "FOR i IN 1..2 LIMIT @n RETURN i", "{'n': -1}"))
                .isEqualTo("1504 AQL: LIMIT count value is not a number or out of range (while instantiating plan)");
        assertThat(Aql.error("FOR i IN 1..2 LIMIT 1 + 1 RETURN i"))
                .isEqualTo("1501 AQL: syntax error, unexpected + operator near '+ 1 RETURN i' at position 1:23"
                        + " (while parsing)");
    }
}
