package io.arangobatch.tck.server.aql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the built-in functions give, and what they complain of. */
class AqlFunctionTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "CONCAT('a', 1, null, true, [1, 'x']) | 'a1true[1,\\'x\\']'",
                "CONCAT(['a', null, 'b']) | 'ab'",
                "CONCAT_SEPARATOR('-', 'a', null, 'b') | 'a-b'",
                "LENGTH('äöü') | 3",
                "LENGTH(null) | 0",
                "LENGTH(true) | 1",
                "LENGTH(12.5) | 4",
                "LENGTH({a: 1, b: 2}) | 2",
                "CHAR_LENGTH('é') | 1",
                "LOWER('ÄB') | 'äb'",
                "UPPER('aé') | 'AÉ'",
                "SUBSTRING('hello', 1, 3) | 'ell'",
                "SUBSTRING('hello', -3) | 'llo'",
                "LEFT('hello', 2) | 'he'",
                "RIGHT('hello', 2) | 'lo'",
                "TRIM('  a ') | 'a'",
                "TRIM('--a-', '-') | 'a'",
                "TRIM(' a ', 1) | 'a '",
                "LTRIM('xxa', 'x') | 'a'",
                "RTRIM('a\\n') | 'a'",
                "SPLIT('a,b,,c', ',') | ['a','b','','c']",
                "SPLIT('a,b;c', [',', ';'], 2) | ['a','b']",
                "SPLIT('abc', '') | ['a','b','c']",
                "CONTAINS('foobar', 'oba') | true",
                "CONTAINS('foobar', 'oba', true) | 2",
                "CONTAINS('foobar', 'x', true) | -1",
                "FIND_FIRST('abcabc', 'bc') | 1",
                "FIND_FIRST('abcabc', 'bc', 2) | 4",
                "FIND_LAST('abcabc', 'bc') | 4",
                "FIND_LAST('abcabc', 'bc', 0, 3) | 1",
                "SUBSTITUTE('the quick fox', 'quick', 'lazy') | 'the lazy fox'",
                "SUBSTITUTE('aXbX', 'X', '-', 1) | 'a-bX'",
                "SUBSTITUTE('abc', {a: '1', c: '3'}) | '1b3'",
                "REVERSE('abc') | 'cba'",
                "REVERSE([1, 2]) | [2,1]",
                "LIKE('Foo', 'f%', true) | true",
                "LIKE('a%b', 'a\\\\%b') | true",
                "LIKE('axb', 'a\\\\%b') | false",
                "REGEX_TEST('the quick', 'q.*k') | true",
                "REGEX_REPLACE('aaa', 'a', 'b') | 'bbb'",
                "MD5('foobar') | '3858f62230ac3c915f300c664312c63f'",
                "SHA1('foobar') | '8843d7f92416211de9ebb963ff4ce28125932878'",
                "JSON_STRINGIFY({a: [1, 0.5]}) | '{\\'a\\':[1,0.5]}'",
                "JSON_PARSE('{\"a\":[1]}') | {'a':[1]}",
                "TO_STRING(1e21) | '1e+21'",
                "TO_STRING(0.1) | '0.1'",
                "TO_NUMBER(' 42 ') | 42",
                "TO_NUMBER('4x') | 0",
                "TO_BOOL('') | false",
                "TO_ARRAY({a: 1, b: 2}) | [1,2]",
                "TO_ARRAY(null) | []",
                "TYPENAME([]) | 'array'",
                "IS_NULL(null) | true",
                "IS_OBJECT({}) | true",
                "IS_DATESTRING('2020-02-30') | false",
                "ABS(-5) | 5",
                "CEIL(1.2) | 2",
                "FLOOR(-1.2) | -2",
                "ROUND(2.5) | 3",
                "ROUND(-2.5) | -2",
                "SQRT(9) | 3",
                "SQRT(-1) | null",
                "POW(2, 10) | 1024",
                "LOG2(8) | 3",
                "ATAN2(0, 1) | 0",
                "RANGE(1, 4) | [1,2,3,4]",
                "RANGE(4, 1, -2) | [4,2]",
                "MIN([3, null, 1]) | 1",
                "MAX(['a', 3]) | 'a'",
                "SUM([1, null, 2.5]) | 3.5",
                "SUM([1, 'x']) | null",
                "AVERAGE([1, 2, 3]) | 2",
                "AVG([]) | null",
                "MEDIAN([1, 2, 3, 4]) | 2.5",
                "PERCENTILE([1, 2, 3, 4], 50) | 2",
                "PERCENTILE([1, 2, 3, 4], 50, 'interpolation') | 2.5",
                "VARIANCE([1, 3, 6, 5, 2]) | 3.4400000000000004",
                "STDDEV_SAMPLE([2, 4]) | 1.4142135623730951",
                "FIRST([1, 2]) | 1",
                "LAST([]) | null",
                "NTH([1, 2], 1) | 2",
                "NTH([1, 2], -1) | null",
                "POSITION([1, 2], 2) | true",
                "POSITION([1, 2], 2, true) | 1",
                "SLICE([1, 2, 3, 4, 5], 1, 2) | [2,3]",
                "SLICE([1, 2, 3, 4, 5], -2) | [4,5]",
                "SLICE([1, 2, 3, 4, 5], 0, -3) | [1,2]",
                "APPEND([1, 2], [2, 3], true) | [1,2,3]",
                "PUSH([1], 1, true) | [1]",
                "POP([1, 2]) | [1]",
                "SHIFT([1, 2]) | [2]",
                "UNSHIFT([2], 1) | [1,2]",
                "REMOVE_VALUE([1, 2, 1], 1, 1) | [2,1]",
                "REMOVE_VALUES([1, 2, 3], [1, 3]) | [2]",
                "REMOVE_NTH([1, 2, 3], -1) | [1,2]",
                "FLATTEN([1, [2, [3]]]) | [1,2,[3]]",
                "FLATTEN([1, [2, [3]]], 2) | [1,2,3]",
                "UNION([1], [1, 2]) | [1,1,2]",
                "UNION_DISTINCT([1], [1, 2]) | [2,1]",
                "INTERSECTION([1, 2, 3], [2, 3, 4], [3, 2]) | [3,2]",
                "OUTERSECTION([1, 2], [2, 3]) | [3,1]",
                "MINUS([1, 2, 3], [2]) | [3,1]",
                "UNIQUE([1, 2, 1]) | [2,1]",
                "SORTED_UNIQUE([3, 1, 3]) | [1,3]",
                "HAS({a: null}, 'a') | true",
                "ATTRIBUTES({_key: 1, b: 2, a: 3}, true, true) | ['a','b']",
                "VALUES({_key: 1, b: 2}, true) | [2]",
                "MERGE({a: 1}, {b: 2}, {a: 3}) | {'a':3,'b':2}",
                "MERGE([{a: 1}, {b: 2}]) | {'a':1,'b':2}",
                "MERGE_RECURSIVE({a: {x: 1}}, {a: {y: 2}}) | {'a':{'x':1,'y':2}}",
                "UNSET({a: 1, b: 2, c: 3}, 'a', ['b']) | {'c':3}",
                "UNSET_RECURSIVE({a: 1, b: {a: 2, c: 3}}, 'a') | {'b':{'c':3}}",
                "KEEP({a: 1, b: 2}, 'b') | {'b':2}",
                "ZIP(['a', 'b'], [1, 2]) | {'a':1,'b':2}",
                "MATCHES({a: 1, b: 2}, [{a: 2}, {a: 1}], true) | 1",
                "TRANSLATE('de', {de: 'Germany'}) | 'Germany'",
                "TRANSLATE('xx', {de: 'Germany'}, 'none') | 'none'",
                "PARSE_IDENTIFIER('c/k') | {'collection':'c','key':'k'}",
                "IS_SAME_COLLECTION('c', 'c/k') | true",
                "NOT_NULL(null, 2) | 2",
                "FIRST_LIST(1, [2]) | [2]",
                "FIRST_DOCUMENT([], {a: 1}) | {'a':1}",
                "CURRENT_DATABASE() | '_system'",
                "PASSTHRU(1) | 1",
                "DATE_ISO8601(0) | '1970-01-01T00:00:00.000Z'",
                "DATE_ISO8601('2017-08-09T12:13:14+02:00') | '2017-08-09T10:13:14.000Z'",
                "DATE_ISO8601(2017, 2, 3) | '2017-02-03T00:00:00.000Z'",
                "DATE_TIMESTAMP('1970-01-02') | 86400000",
                "DATE_YEAR('2017-08-09') | 2017",
                "DATE_DAYOFWEEK('2017-08-06') | 0",
                "DATE_ISOWEEK('2017-01-01') | 52",
                "DATE_LEAPYEAR('2016') | true",
                "DATE_DAYS_IN_MONTH('2016-02-01') | 29",
                "DATE_ADD('2017-01-31', 1, 'month') | '2017-02-28T00:00:00.000Z'",
                "DATE_SUBTRACT('2017-01-01', 1, 'days') | '2016-12-31T00:00:00.000Z'"
            })
    void functionsFollowTheServersRules(String call, String expected) {
        assertThat(Aql.value(call).replace("\\'", "'")).isEqualTo(expected.replace("\\'", "'"));
    }

    @ParameterizedTest(name = "{0} warns {1}")
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "FIRST(1) | 1563 in function 'FIRST()': array expected",
                "SUM('x') | 1563 in function 'SUM()': array expected",
                "UNSET(1, 'a') | 1542 invalid argument type in call to function 'UNSET()'",
                "MERGE({}, 1) | 1542 invalid argument type in call to function 'MERGE()'",
                "REGEX_TEST('a', '[') | 1543 in function 'REGEX_TEST()': invalid regex value",
                "MEDIAN(['x']) | 1561 in function 'MEDIAN()': invalid arithmetic value",
                "AVG(['x']) | 1563 in function 'AVERAGE()': array expected",
                "DATE_YEAR('x') | 1572 in function 'DATE_YEAR()': invalid date value",
                "RANGE(1, 2, 0) | 1542 invalid argument type in call to function 'RANGE()'"
            })
    void wrongArgumentsGiveNullAndAWarning(String call, String warning) {
        assertThat(Aql.value(call)).isEqualTo("null");
        assertThat(Aql.warnings("RETURN " + call)).isEqualTo("[" + warning + "]");
    }

    @Test
    void anUnknownFunctionIsNamedInCapitals() {
        assertThat(Aql.error("RETURN nosuch(1)"))
                .isEqualTo("1540 AQL: usage of unknown function 'NOSUCH()' (while parsing)");
    }

    @Test
    void aWrongNumberOfArgumentsIsToldWithWhatWasExpected() {
        assertThat(Aql.error("RETURN CONCAT()"))
                .isEqualTo(
                        "1541 AQL: invalid number of arguments for function 'CONCAT()', expected number of arguments:"
                                + " minimum: 1, maximum: 65536 (while parsing)");
    }

    @Test
    void aFunctionTheEngineDoesNotHaveIsRefusedByName() {
        assertThat(Aql.error("RETURN HASH(1)"))
                .isEqualTo("9 AQL: function 'HASH()' is not implemented (while executing)");
        assertThat(Aql.error("RETURN my::own(1)"))
                .isEqualTo("9 AQL: user function 'MY::OWN()' is not implemented (while executing)");
    }

    @Test
    void failFails() {
        assertThat(Aql.error("RETURN FAIL('no')")).isEqualTo("1569 AQL: FAIL(no) called (while executing)");
    }

    @Test
    void aWarningIsAnErrorIfTheOptionsSaySo() {
        assertThat(AqlOptions.of(TestJson.read("{'failOnWarning': true, 'maxWarningCount': 3}")))
                .isEqualTo(new AqlOptions(false, true, 3, false));
    }
}
