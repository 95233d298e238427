package io.arangobatch.internal.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.request.DocumentOperation;
import io.arangobatch.request.DocumentOperation.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTest {

    private static String element(Kind kind, String key, String document) throws IOException {
        byte[] bytes = (document + "rubbish").getBytes(UTF_8);
        Element element = Element.of(
                new DocumentOperation(kind, "/_api/document/c", "", key),
                bytes,
                document.getBytes(UTF_8).length,
                new DocumentReader());
        if (element == null) {
            return "none";
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        element.writeTo(out);
        assertThat(element.length()).isEqualTo(out.size());
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|{\"_key\":\"a\"}",
                "{ }|{\"_key\":\"a\" }",
                "{\"v\":1}|{\"_key\":\"a\",\"v\":1}",
                "{\"v\":\"_key\"}|{\"_key\":\"a\",\"v\":\"_key\"}",
                "{\"o\":{\"_key\":\"b\",\"_rev\":\"x\"}}|{\"_key\":\"a\",\"o\":{\"_key\":\"b\",\"_rev\":\"x\"}}",
                "{\"_key\":\"a\",\"_rev\":\"x\"}|{\"_key\":\"a\",\"_rev\":\"x\"}",
                "{\"v\":1,\"_key\":\"a\"}|{\"v\":1,\"_key\":\"a\"}",
                "{\"v\":\"ü\"}|{\"_key\":\"a\",\"v\":\"ü\"}",
                "{\"_key\":\"b\"}|none",
                "{\"_key\":null}|none",
                "{\"_rev\":\"x\"}|none",
                "{\"_id\":\"c/a\"}|none",
                "{|none",
                "[]|none",
                "1|none",
            })
    void aChangeCarriesItsKey(String document, String element) throws Exception {
        assertThat(element(Kind.UPDATE, "a", document)).isEqualTo(element);
        assertThat(element(Kind.REPLACE, "a", document)).isEqualTo(element);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{ \"v\" : 1 }", "{\"_key\":\"a\"}", "{\"_id\":\"c/x\",\"_rev\":\"1\"}"})
    void aGoodInsertIsItsDocument(String document) throws Exception {
        assertThat(element(Kind.INSERT, "", document)).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "[{}]",
                "null",
                "\"text\"",
                "{}{}",
                "{},{}",
                "{\"_key\":\"\"}",
                "{\"_key\":\"a b\"}",
                "{\"_key\":5}",
                "{\"_key\":null}",
                "{\"v\":1,\"v\":2}",
                "{\"v\":1,\"\\u0076\":2}",
                "{\"v\":[{\"a\":1,\"a\":1}]}",
                "{\"v\":NaN}",
                "{\"v\":1e999}",
                "{v:1}",
                "{'v':1}",
                "{\"v\":1,}",
                "{\"v\":01}",
                "{\"v\":\"\u0001\"}",
                "{\"v\":[1}",
                "{/* comment */}"
            })
    void anInsertThatAServerWouldRefuseHasNone(String document) throws Exception {
        assertThat(element(Kind.INSERT, "", document)).isEqualTo("none");
    }

    @Test
    void removalsAndReadsAreTheirKeys() throws Exception {
        assertThat(element(Kind.REMOVE, "a", "")).isEqualTo("\"a\"");
        assertThat(element(Kind.READ, "a:b", "")).isEqualTo("\"a:b\"");
        assertThat(element(Kind.READ, "a b", "")).isEqualTo("none");
    }

    @Test
    void aDocumentOfManyNumbersIsReadThrough() throws Exception {
        String document = "{\"v\":[1,-2.5e10,0.1,123456789012345678901234567890,{\"w\":1E-7}],\"b\":[true,false,null]}";
        assertThat(element(Kind.INSERT, "", document)).isEqualTo(document);
        assertThat(element(Kind.INSERT, "", "{\"v\":" + "9".repeat(301) + "}")).isEqualTo("none");
    }
}
