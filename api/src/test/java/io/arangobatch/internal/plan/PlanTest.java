package io.arangobatch.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.internal.buffer.BufferLimitException;
import io.arangobatch.request.Aql;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.DocumentOptions;
import io.arangobatch.request.Documents;
import io.arangobatch.request.RawJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    private static final DocumentOptions NONE = DocumentOptions.none();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Plan plan() {
        return plan(1_000, true);
    }

    private static Plan plan(int mostDocuments, boolean returnResults) {
        return new Plan(Long.MAX_VALUE, mostDocuments, returnResults, MAPPER);
    }

    private static Plan planned(ArangoRequest<?>... requests) throws IOException {
        return added(plan(), requests);
    }

    private static Plan added(Plan plan, ArangoRequest<?>... requests) throws IOException {
        for (ArangoRequest<?> request : requests) {
            plan.add(request);
        }
        return plan;
    }

    private static ArangoRequest<?> insert(String key) {
        return Documents.insert("c", Map.of("_key", key));
    }

    private static ArangoRequest<?> get(String key) {
        return Documents.get("c", key, JsonNode.class);
    }

    @Test
    void aSingleOperationTravelsAsItIs() throws Exception {
        assertThat(Wires.of(planned(insert("a")))).containsExactly("POST /_api/document/c {\"_key\":\"a\"}");
    }

    @Test
    void insertsTravelAsAnArray() throws Exception {
        assertThat(Wires.of(
                        planned(insert("a"), Documents.insert("c", Map.of("v", 1)), Documents.insert("c", Map.of()))))
                .containsExactly("POST /_api/document/c [{\"_key\":\"a\"},{\"v\":1},{}]");
    }

    @Test
    void replacementsTravelWithTheirKeysInTheDocuments() throws Exception {
        assertThat(Wires.of(planned(
                        Documents.replace("c", "a", Map.of("v", 1)),
                        Documents.replace("c", "b", Map.of("_key", "b")),
                        Documents.replace("c", "d", Map.of()))))
                .containsExactly("PUT /_api/document/c [{\"_key\":\"a\",\"v\":1},{\"_key\":\"b\"},{\"_key\":\"d\"}]");
    }

    @Test
    void updatesTravelWithTheirKeysInThePatches() throws Exception {
        assertThat(Wires.of(planned(
                        Documents.update("c", "a", Map.of()),
                        Documents.update("c", "b", Map.of("v", 2)),
                        Documents.update("c", "a", Map.of("inner", Map.of("_key", "x", "_rev", "y"))))))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(
                        "PATCH /_api/document/c [{\"_key\":\"a\"},{\"_key\":\"b\",\"v\":2},{\"_key\":\"a\",\"inner\":{");
    }

    @Test
    void removalsTravelAsAnArrayOfKeys() throws Exception {
        assertThat(Wires.of(planned(Documents.delete("c", "a"), Documents.delete("c", "b"))))
                .containsExactly("DELETE /_api/document/c [\"a\",\"b\"]");
    }

    @Test
    void readsTravelAsAnArrayOfKeysThatIsOnlyRead() throws Exception {
        assertThat(Wires.of(planned(get("a"), get("b"), get("c"))))
                .containsExactly("PUT /_api/document/c?onlyget=true [\"a\",\"b\",\"c\"]");
    }

    @Test
    void optionsStayWithTheArray() throws Exception {
        DocumentOptions options = NONE.returnNew(true).keepNull(false);
        assertThat(Wires.of(planned(
                        Documents.update("c", "a", Map.of(), options), Documents.update("c", "b", Map.of(), options))))
                .containsExactly(
                        "PATCH /_api/document/c?keepNull=false&returnNew=true [{\"_key\":\"a\"},{\"_key\":\"b\"}]");
    }

    @Test
    void namesAndKeysAreEncodedInPathsAndPlainInArrays() throws Exception {
        assertThat(Wires.of(planned(Documents.delete("ü c", "a@b"), Documents.delete("ü c", "a:b"))))
                .containsExactly("DELETE /_api/document/%C3%BC%20c [\"a@b\",\"a:b\"]");
    }

    @Test
    void theOrderBetweenRunsIsKept() throws Exception {
        Plan plan = planned(
                insert("a"),
                insert("b"),
                get("a"),
                get("b"),
                insert("c"),
                Aql.query("RETURN 1", Integer.class),
                insert("d"));

        assertThat(Wires.of(plan).stream().map(wire -> wire.substring(0, wire.indexOf(' ', 5))))
                .containsExactly(
                        "POST /_api/document/c",
                        "PUT /_api/document/c?onlyget=true",
                        "POST /_api/document/c",
                        "POST /_api/cursor",
                        "POST /_api/document/c");
        assertThat(IntStream.rangeClosed(0, 5).map(plan::firstJob)).containsExactly(0, 2, 4, 5, 6, 7);
        assertThat(plan.jobs()).isEqualTo(7);
        assertThat(plan.wires()).isEqualTo(5);
        assertThat(plan.oneEach()).isFalse();
    }

    static Stream<List<ArangoRequest<?>>> pairsThatStayApart() {
        Map<String, Object> document = Map.of("v", 1);
        return Stream.of(
                List.of(insert("a"), Documents.insert("d", document)),
                List.of(insert("a"), Documents.insert("c", document, NONE.returnNew(true))),
                List.of(Documents.update("c", "a", document), Documents.replace("c", "a", document)),
                List.of(get("a"), Documents.delete("c", "a")),
                List.of(Documents.exists("c", "a"), Documents.exists("c", "b")),
                twice(Documents.insert("c", document, NONE.silent(true))),
                twice(Documents.update("c", "a", document, NONE.ifMatch("x"))),
                twice(Documents.get("c", "a", JsonNode.class, NONE.ifNoneMatch("x"))),
                twice(Documents.update("c", "a", document, NONE.ignoreRevs(false))),
                twice(Documents.updateIfRevision("c", "a", "x", document, NONE)),
                twice(insert("a").header("X-Test", "1")),
                twice(Documents.insert("c", document).as(JsonNode.class)),
                twice(Documents.insert("c", document).query("x", 1)),
                twice(ArangoRequest.of("POST", "/_api/document/c").json(document)),
                twice(Documents.insert("c", RawJson.of("{}"))),
                twice(Documents.insertAll("c", List.of(document), NONE)),
                twice(insert("bad key")),
                twice(Documents.insert("c", Map.of("_key", 5))),
                twice(Documents.insert("c", Collections.singletonMap("_key", null))),
                twice(Documents.insert("c", "text")),
                twice(Documents.insert("c", 5)),
                twice(Documents.insert("c", new RawValue("[]"))),
                twice(Documents.insert("c", Map.of("raw", new RawValue("{broken")))),
                twice(Documents.insert("c", Map.of("raw", new RawValue("1},{\"v\":1")))),
                twice(Documents.insert("c", Map.of("twice", new RawValue("{\"a\":1,\"a\":2}")))),
                twice(Documents.insert("c", Map.of("v", new BigDecimal("1e400")))),
                twice(Documents.insert("c", nested(100))),
                twice(Documents.insert("c", new RawValue("\uFEFF{}"))),
                twice(Documents.replace("c", "a", Map.of("_key", "b"))),
                twice(Documents.replace("c", "a", new RawValue("{\"\\u005fkey\":\"b\"}"))),
                twice(Documents.update("c", "a", Map.of("_rev", "x"))),
                twice(Documents.update("c", "a", Map.of("_id", "c/a"))),
                twice(Documents.update("c", "bad key", document)),
                twice(Documents.update("c", "x".repeat(255), document)),
                twice(get("ä")),
                twice(Documents.delete("c", "a\"b")),
                twice(Documents.insert("c", Map.of("v", "x".repeat(256 * 1024)))));
    }

    private static List<ArangoRequest<?>> twice(ArangoRequest<?> request) {
        return List.of(request, request);
    }

    private static Map<String, Object> nested(int depth) {
        return depth == 0 ? Map.of() : Map.of("o", nested(depth - 1));
    }

    @ParameterizedTest
    @MethodSource("pairsThatStayApart")
    void whatCouldNotBeDealtOutTruthfullyTravelsByItself(List<ArangoRequest<?>> pair) throws Exception {
        Plan plan = planned(pair.get(0), pair.get(1));

        assertThat(plan.wires()).isEqualTo(2);
        assertThat(Wires.of(plan)).containsExactlyElementsOf(alone(pair));
    }

    private static List<String> alone(List<ArangoRequest<?>> requests) throws IOException {
        return Wires.of(added(plan(1, true), requests.toArray(ArangoRequest<?>[]::new)));
    }

    @Test
    void keysUpToTheLimitTravelTogether() throws Exception {
        String longest = "x".repeat(254);
        assertThat(Wires.of(planned(get(longest), get("_-:.@()+,=;$!*'%"))))
                .containsExactly("PUT /_api/document/c?onlyget=true [\"" + longest + "\",\"_-:.@()+,=;$!*'%\"]");
    }

    @Test
    void aDocumentThatMustTravelAloneEndsTheRun() throws Exception {
        assertThat(Wires.of(planned(insert("a"), insert("b"), insert("bad key"), insert("d"), insert("e"))))
                .containsExactly(
                        "POST /_api/document/c [{\"_key\":\"a\"},{\"_key\":\"b\"}]",
                        "POST /_api/document/c {\"_key\":\"bad key\"}",
                        "POST /_api/document/c [{\"_key\":\"d\"},{\"_key\":\"e\"}]");
    }

    @Test
    void aRunEndsAtItsMostDocuments() throws Exception {
        Plan plan = plan(2, true);
        for (String key : List.of("a", "b", "d", "e", "f")) {
            plan.add(insert(key));
        }
        assertThat(Wires.of(plan))
                .containsExactly(
                        "POST /_api/document/c [{\"_key\":\"a\"},{\"_key\":\"b\"}]",
                        "POST /_api/document/c [{\"_key\":\"d\"},{\"_key\":\"e\"}]",
                        "POST /_api/document/c {\"_key\":\"f\"}");
    }

    @Test
    void aRunEndsAtItsMostBytes() throws Exception {
        Plan plan = plan();
        Map<String, Object> large = Map.of("v", "x".repeat(250_000));
        for (int i = 0; i < 40; i++) {
            plan.add(Documents.insert("c", large));
        }
        assertThat(IntStream.rangeClosed(0, plan.wires()).map(plan::firstJob)).containsExactly(0, 16, 32, 40);
    }

    @Test
    void aRunWhoseAnswersBringDocumentsEndsAtAHundred() throws Exception {
        for (UnaryOperator<DocumentOptions> brings :
                List.<UnaryOperator<DocumentOptions>>of(o -> o.returnNew(true), o -> o.returnOld(true))) {
            Plan plan = plan();
            for (int i = 0; i < 150; i++) {
                plan.add(Documents.update("c", "a", Map.of(), brings.apply(NONE)));
            }
            assertThat(plan.firstJob(1)).isEqualTo(100);
        }
        Plan reads = plan();
        for (int i = 0; i < 150; i++) {
            reads.add(get("a"));
        }
        assertThat(reads.firstJob(1)).isEqualTo(100);
    }

    @Test
    void withoutResultsNobodyNeedsTheAnswersToWrites() throws Exception {
        Plan plan = added(
                plan(1_000, false),
                insert("a"),
                insert("b"),
                Documents.update("c", "a", Map.of(), NONE.keepNull(false)),
                Documents.update("c", "b", Map.of(), NONE.keepNull(false)),
                Documents.insert("c", Map.of(), NONE.silent(true)),
                Documents.insert("c", Map.of(), NONE.silent(true)),
                Documents.insert("c", Map.of(), NONE.silent(false)),
                Documents.insert("c", Map.of(), NONE.silent(false)));

        assertThat(Wires.of(plan))
                .containsExactly(
                        "POST /_api/document/c?silent=true [{\"_key\":\"a\"},{\"_key\":\"b\"}]",
                        "PATCH /_api/document/c?keepNull=false&silent=true [{\"_key\":\"a\"},{\"_key\":\"b\"}]",
                        "POST /_api/document/c?silent=true [{},{}]",
                        "POST /_api/document/c?silent=false [{},{}]");
    }

    @Test
    void failedRemovalsAreCountedByTheirElementsSoTheseMustCome() throws Exception {
        Plan plan = added(
                plan(1_000, false),
                Documents.delete("c", "a"),
                Documents.delete("c", "b"),
                Documents.delete("c", "a", NONE.silent(true)),
                Documents.delete("c", "b", NONE.silent(true)));

        assertThat(Wires.of(plan))
                .containsExactly(
                        "DELETE /_api/document/c [\"a\",\"b\"]",
                        "DELETE /_api/document/c/a?silent=true",
                        "DELETE /_api/document/c/b?silent=true");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aDocumentThatDoesNotFitLeavesEverythingAsItWas(int before) throws Exception {
        Plan measured = plan();
        for (int i = 0; i < before; i++) {
            measured.add(insert("k" + i));
        }
        long size = measured.encoder().size();
        Plan plan = new Plan(size + 20, 1_000, true, MAPPER);
        for (int i = 0; i < before; i++) {
            plan.add(insert("k" + i));
        }
        String sent = Wires.all(plan);

        assertThatThrownBy(() -> plan.add(insert("x".repeat(30)))).isInstanceOf(BufferLimitException.class);
        assertThatThrownBy(() -> plan.add(Documents.insert("d", Map.of()))).isInstanceOf(BufferLimitException.class);

        assertThat(Wires.all(plan)).isEqualTo(sent);
        assertThat(plan.jobs()).isEqualTo(before);
        plan.add(Documents.insert("c", Map.of()));
        assertThat(plan.wires()).isEqualTo(1);
        assertThat(Wires.of(plan).get(0)).endsWith(",{}]");
        assertThat(plan.encoder().size()).isLessThanOrEqualTo(size + 20);
    }

    @Test
    void aDocumentThatCannotBeEncodedLeavesTheRunOpen() throws Exception {
        Plan plan = planned(insert("a"), insert("b"));

        assertThatThrownBy(() -> plan.add(Documents.insert("c", new Object()))).isInstanceOf(IOException.class);
        plan.add(insert("d"));

        assertThat(Wires.of(plan))
                .containsExactly("POST /_api/document/c [{\"_key\":\"a\"},{\"_key\":\"b\"},{\"_key\":\"d\"}]");
    }

    @Test
    void aRawNulIsRefusedWhereverItHides() throws Exception {
        RawValue nul = new RawValue("\"\u0000\"");
        for (int mostDocuments : new int[] {1, 1_000}) {
            Plan plan = added(plan(mostDocuments, true), insert("a"));
            assertThatThrownBy(() -> plan.add(Documents.insert("c", Map.of("v", nul))))
                    .isInstanceOf(ArangoRequestException.class)
                    .hasMessage(
                            "POST /_api/document/c was not queued: its body holds a NUL byte, at which servers cut a batch;"
                                    + " run it by itself, with execute");
            assertThat(plan.jobs()).isEqualTo(1);
            assertThat(Wires.of(plan)).containsExactly("POST /_api/document/c {\"_key\":\"a\"}");
        }
    }

    @Test
    void whatIsAboutToBeSentTakesNoMore() throws Exception {
        Plan plan = planned(insert("a"), insert("b"));
        plan.close();
        added(plan, insert("d"), insert("e"));

        assertThat(Wires.of(plan))
                .containsExactly(
                        "POST /_api/document/c [{\"_key\":\"a\"},{\"_key\":\"b\"}]",
                        "POST /_api/document/c [{\"_key\":\"d\"},{\"_key\":\"e\"}]");
        assertThat(IntStream.rangeClosed(0, 2).map(plan::firstJob)).containsExactly(0, 2, 4);
    }

    @Test
    void switchedOffEachRequestTravelsByItself() throws Exception {
        Plan plan = added(plan(1, true), insert("a"), insert("b"));

        assertThat(plan.oneEach()).isTrue();
        assertThat(plan.wires()).isEqualTo(2);
    }

    @Test
    void aMapperThatPrintsPrettilyChangesNothingButBlanks() throws Exception {
        ObjectMapper pretty =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Plan plan = added(
                new Plan(Long.MAX_VALUE, 1_000, true, pretty),
                Documents.update("c", "a", Map.of("v", 1)),
                Documents.update("c", "b", Map.of()));

        assertThat(Wires.of(plan))
                .containsExactly("PATCH /_api/document/c [{\"_key\":\"a\",\n  \"v\" : 1\n},{\"_key\":\"b\" }]"
                        .replace("\n", System.lineSeparator()));
    }

    @Test
    void whatAMapperWritesThatNoServerReadsTravelsAlone() throws Exception {
        ObjectMapper unquoted =
                JsonMapper.builder().disable(JsonWriteFeature.QUOTE_FIELD_NAMES).build();
        Plan plan = added(new Plan(Long.MAX_VALUE, 1_000, true, unquoted), insert("a"), insert("b"));

        assertThat(Wires.of(plan))
                .containsExactly("POST /_api/document/c {_key:\"a\"}", "POST /_api/document/c {_key:\"b\"}");
    }
}
