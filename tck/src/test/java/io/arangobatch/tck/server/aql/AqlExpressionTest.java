package io.arangobatch.tck.server.aql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators, literals and accesses give. */
class AqlExpressionTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "7 / 2 | 3.5",
                "8 / 2 | 4",
                "-7 % 3 | -1",
                "5.5 % 2 | 1.5",
                "9223372036854775807 + 1 | 9.223372036854776E18",
                "'5' + 1 | 6",
                "'5x' * 2 | 0",
                "null + true | 1",
                "[3] - [] | 3",
                "{a: 1} + 1 | 1",
                "+'12' | 12",
                "-'12' | -12",
                "- null | 0",
                "1 || 2 | 1",
                "0 || 'x' | 'x'",
                "1 && 0 | 0",
                "'' && 1 | ''",
                "[] && 1 | 1",
                "!0 | true",
                "NOT [] | false",
                "NOT 1 == 2 | false",
                "1 == 1.0 | true",
                "1 == '1' | false",
                "null == false | false",
                "{a: 1, b: null} == {a: 1} | true",
                "[1, 2] < [1, 3] | true",
                "[1] < [1, 2] | true",
                "'a' < 'B' | true",
                "'a' < 'A' | true",
                "'Z' < 'a' | false",
                "'a b' < 'ab' | true",
                "'e' < 'é' | true",
                "'é' < 'f' | true",
                "null < false | true",
                "true < 0 | true",
                "99 < '' | true",
                "'zzz' < [] | true",
                "[9] < {} | true",
                "{b: 1} < {a: 0} | true",
                "2 IN [1, 2] | true",
                "2 IN 1..3 | true",
                "2 NOT IN [1, 2] | false",
                "2 !in [1] | true",
                "2 IN 'x' | false",
                "2 NOT IN 'x' | false",
                "[1, 2] ALL > 0 | true",
                "[1, 2] ANY == 2 | true",
                "[1, 2] NONE IN [2] | false",
                "[] ALL == 1 | true",
                "'x' ANY == 'x' | false",
                "true ? 1 : 2 | 1",
                "null ? 1 : false ? 2 : 3 | 3",
                "0 ?: 'other' | 'other'",
                "'it' ?: 'other' | 'it'",
                "3..1 | [3,2,1]",
                "'foo bar' LIKE 'f%r' | true",
                "'abc' =~ '^a.c$' | true",
                "'abc' !~ 'b' | false",
                "{a: {b: [10, 20]}}.a.b[1] | 20",
                "{a: 1}['a'] | 1",
                "[1, 2, 3][-1] | 3",
                "[1, 2, 3][9] | null",
                "[1, 2, 3]['1'] | 2",
                "(null).a.b | null",
                "('text').length | null",
                "{a: 1, a: 2} | {'a':2}",
                "{['x' + 1]: 2, 'y z': 3} | {'1':2,'y z':3}",
                "[{a: 1}, {a: 2}, {b: 3}][*].a | [1,2,null]",
                "[{a: [1, 2]}, {a: [3]}][*].a[**] | [1,2,3]",
                "[[1, [2]], [3]][**] | [1,[2],3]",
                "[[1, [2]], [3]][***] | [1,2,3]",
                "[1, 2, 3, 4][* FILTER CURRENT > 1 LIMIT 1, 2 RETURN CURRENT * 10] | [30,40]",
                "([{a: [1, 2]}][*].a)[0] | [1,2]",
                "(5)[*] | []",
                "'a\\n\\u00e4\\'b' | 'a\\nä'b'",
                "1e3 | 1000",
                ".5 | 0.5",
                "1.5e-7 | 1.5E-7",
                "9007199254740993 | 9007199254740993"
            })
    void operatorsFollowTheServersRules(String expression, String expected) {
        assertThat(Aql.value(expression)).isEqualTo(expected);
    }

    @Test
    void divisionByZeroIsNullWithOneWarningWhenTheServerSeesItWhileOptimizing() {
        assertThat(Aql.rows("FOR i IN 1..3 RETURN 1 / 0")).isEqualTo("[null,null,null]");
        assertThat(Aql.warnings("FOR i IN 1..3 RETURN 1 / 0")).isEqualTo("[1562 division by zero]");
    }

    @Test
    void divisionByZeroInALoopWarnsEachTime() {
        assertThat(Aql.warnings("FOR i IN 0..1 RETURN 4 % i")).isEqualTo("[1562 in function '%()': division by zero]");
    }

    @Test
    void aNameThatIsNoVariableIsACollection() {
        assertThat(Aql.error("RETURN x.y")).isEqualTo("1203 AQL: collection not found: x (while parsing)");
    }

    @Test
    void bindVariablesStandForValuesNamesAndPaths() {
        assertThat(Aql.rowsWith(
                        "RETURN {[@k]: @v.a, b: {x: {y: 1}}.@p}", "{'k': 'n', 'v': {'a': [1.0]}, 'p': ['x', 'y']}"))
                .isEqualTo("[{'n':[1],'b':1}]");
        assertThat(Aql.rowsWith("RETURN {@k: 1}", "{'k': 'n'}")).isEqualTo("[{'n':1}]");
    }

    @Test
    void backticksAndForwardTicksQuoteNames() {
        assertThat(Aql.rows("LET `for` = 1 LET ´in´ = 2 RETURN `for` + ´in´")).isEqualTo("[3]");
    }

    @Test
    void commentsAreWhiteSpace() {
        assertThat(Aql.rows("/* a\n * b */ RETURN // c\n 1 /**/")).isEqualTo("[1]");
    }
}
