package io.arangobatch.request;

import static io.arangobatch.scripted.Probe.body;
import static io.arangobatch.scripted.Probe.decode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.AccessException;
import io.arangobatch.ArangoException;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.ArangoServerException;
import io.arangobatch.DatabaseException;
import io.arangobatch.DocumentException;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.model.ElementResult;
import io.arangobatch.model.ImportResult;
import io.arangobatch.request.ImportOptions.OnDuplicate;
import io.arangobatch.spi.HttpHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {

    record Student(String _key, int age) {}

    private static final DocumentOptions NONE = DocumentOptions.none();
    private static final String CONFLICT = """
            {"error":true,"errorMessage":"unique constraint violated","code":409,"errorNum":1210}""";
    private static final String NOT_FOUND = """
            {"error":true,"errorMessage":"document not found","code":404,"errorNum":1202}""";
    private static final String NO_COLLECTION = """
            {"error":true,"errorMessage":"collection not found: nocoll","code":404,"errorNum":1203}""";
    private static final String PRECONDITION = """
            {"error":true,"code":412,"errorNum":1200,"errorMessage":"precondition failed","_id":"d4/a","_key":"a","_rev":"_meH69AC---"}""";
    private static final String METADATA = """
            {"_id":"d1/a","_key":"a","_rev":"_meH689W---"}""";

    @Nested
    class Sent {

        @Test
        void anInsertPostsTheDocumentToItsCollection() {
            ArangoRequest<DocumentMetadata> request = Documents.insert("students", Map.of("_key", "Kris"));
            assertThat(request).hasToString("POST /_api/document/students");
            assertThat(body(request)).isEqualTo("{\"_key\":\"Kris\"}");
        }

        @Test
        void anInsertSendsEachOfItsOptionsAsAParameterInAlphabeticalOrder() {
            DocumentOptions options = NONE.waitForSync(true)
                    .returnNew(true)
                    .returnOld(false)
                    .silent(false)
                    .overwriteMode(OverwriteMode.REPLACE)
                    .keepNull(false)
                    .mergeObjects(true);
            assertThat(Documents.insert("c", Map.of(), options))
                    .hasToString("POST /_api/document/c?keepNull=false&mergeObjects=true&overwriteMode=replace"
                            + "&returnNew=true&returnOld=false&silent=false&waitForSync=true");
        }

        @ParameterizedTest
        @CsvSource({"IGNORE,ignore", "REPLACE,replace", "UPDATE,update", "CONFLICT,conflict"})
        void anOverwriteModeIsSentInLowerCase(OverwriteMode mode, String sent) {
            assertThat(Documents.insert("c", Map.of(), NONE.overwriteMode(mode)).target())
                    .isEqualTo("/_api/document/c?overwriteMode=" + sent);
        }

        @Test
        void manyInsertsAreOneArrayInTheOrderOfTheCollection() {
            ArangoRequest<?> request = Documents.insertAll(
                    "c",
                    new LinkedHashSet<>(List.of(new Student("x", 1), RawJson.of("{\"_key\":\"y\" }"), Map.of("a", 1))),
                    NONE.silent(true));
            assertThat(request).hasToString("POST /_api/document/c?silent=true");
            assertThat(body(request)).isEqualTo("[{\"_key\":\"x\",\"age\":1},{\"_key\":\"y\" },{\"a\":1}]");
        }

        @Test
        void noInsertsAreAnEmptyArray() {
            assertThat(body(Documents.insertAll("c", List.of(), NONE))).isEqualTo("[]");
        }

        @Test
        void whatIsAddedToTheCollectionOfDocumentsAfterwardsIsNotSent() {
            List<Object> documents = new ArrayList<>(List.of(Map.of("a", 1)));
            ArangoRequest<?> request = Documents.insertAll("c", documents, NONE);
            documents.add(Map.of("a", 2));
            assertThat(body(request)).isEqualTo("[{\"a\":1}]");
        }

        @Test
        void aReadHasNoBody() {
            ArangoRequest<Optional<Student>> request = Documents.get("students", "Kris", Student.class);
            assertThat(request).hasToString("GET /_api/document/students/Kris");
            assertThat(request.hasBody()).isFalse();
            assertThat(request.headers()).isEmpty();
        }

        @Test
        void revisionsOfAReadAreQuotedHeaders() {
            assertThat(Documents.get("c", "k", JsonNode.class, NONE.ifMatch("_meH69_----"))
                            .headers())
                    .containsExactly(new HttpHeader("If-Match", "\"_meH69_----\""));
            assertThat(Documents.exists("c", "k", NONE.ifNoneMatch("_x")).headers())
                    .containsExactly(new HttpHeader("If-None-Match", "\"_x\""));
        }

        @Test
        void manyReadsPutTheKeysWithOnlyget() {
            ArangoRequest<?> request = Documents.getAll("c", List.of("a", "ü"), JsonNode.class);
            assertThat(request).hasToString("PUT /_api/document/c?onlyget=true");
            assertThat(body(request)).isEqualTo("[\"a\",\"ü\"]");
        }

        @Test
        void existenceIsAskedByHead() {
            assertThat(Documents.exists("c", "k")).hasToString("HEAD /_api/document/c/k");
        }

        @Test
        void anUpdatePatchesTheDocumentOfTheKey() {
            ArangoRequest<?> request = Documents.update("c", "k", Map.of("v", 2));
            assertThat(request).hasToString("PATCH /_api/document/c/k");
            assertThat(body(request)).isEqualTo("{\"v\":2}");
        }

        @Test
        void anUpdateSendsItsOptions() {
            ArangoRequest<?> request = Documents.update(
                    "c",
                    "k",
                    Map.of(),
                    NONE.keepNull(false).mergeObjects(false).ignoreRevs(false).ifMatch("_r"));
            assertThat(request)
                    .hasToString("PATCH /_api/document/c/k?ignoreRevs=false&keepNull=false&mergeObjects=false");
            assertThat(request.headers()).containsExactly(new HttpHeader("If-Match", "\"_r\""));
        }

        @Test
        void theConditionalFormsSendTheRevision() {
            HttpHeader revision = new HttpHeader("If-Match", "\"_r\"");
            assertThat(Documents.updateIfRevision("c", "k", "_r", Map.of(), NONE)
                            .headers())
                    .containsExactly(revision);
            assertThat(Documents.replaceIfRevision("c", "k", "_r", Map.of(), NONE)
                            .headers())
                    .containsExactly(revision);
            assertThat(Documents.deleteIfRevision("c", "k", "_r", NONE).headers())
                    .containsExactly(revision);
        }

        @Test
        void theConditionalFormsSendTheOtherOptionsToo() {
            assertThat(Documents.updateIfRevision("c", "k", "_r", Map.of(), NONE.returnNew(true)))
                    .hasToString("PATCH /_api/document/c/k?returnNew=true");
            assertThat(Documents.replaceIfRevision("c", "k", "_r", Map.of(), NONE.returnOld(true)))
                    .hasToString("PUT /_api/document/c/k?returnOld=true");
            assertThat(Documents.deleteIfRevision("c", "k", "_r", NONE.waitForSync(true)))
                    .hasToString("DELETE /_api/document/c/k?waitForSync=true");
        }

        @Test
        void aReplacementPutsTheDocument() {
            ArangoRequest<?> request = Documents.replace("c", "k", new Student("k", 3));
            assertThat(request).hasToString("PUT /_api/document/c/k");
            assertThat(body(request)).isEqualTo("{\"_key\":\"k\",\"age\":3}");
        }

        @Test
        void manyUpdatesAndReplacementsGoToTheCollection() {
            List<Map<String, String>> documents = List.of(Map.of("_key", "a"));
            assertThat(Documents.updateAll("c", documents, NONE.ignoreRevs(true)))
                    .hasToString("PATCH /_api/document/c?ignoreRevs=true");
            assertThat(Documents.replaceAll("c", documents, NONE.returnNew(true)))
                    .hasToString("PUT /_api/document/c?returnNew=true");
            assertThat(body(Documents.replaceAll("c", documents, NONE))).isEqualTo("[{\"_key\":\"a\"}]");
        }

        @Test
        void aRemovalDeletesTheDocumentOfTheKey() {
            ArangoRequest<?> request = Documents.delete("c", "k", NONE.returnOld(true));
            assertThat(request).hasToString("DELETE /_api/document/c/k?returnOld=true");
            assertThat(request.hasBody()).isFalse();
        }

        @Test
        void manyRemovalsAreAnArrayOfKeysOrDocuments() {
            ArangoRequest<?> request = Documents.deleteAll("c", List.of("e", Map.of("_key", "f")), NONE);
            assertThat(request).hasToString("DELETE /_api/document/c");
            assertThat(body(request)).isEqualTo("[\"e\",{\"_key\":\"f\"}]");
        }

        @Test
        void anImportIsAListOfDocuments() {
            ArangoRequest<?> request = Documents.importAll(
                    "im",
                    List.of(Map.of("_key", "1")),
                    ImportOptions.none()
                            .complete(true)
                            .details(true)
                            .onDuplicate(OnDuplicate.UPDATE)
                            .overwrite(false)
                            .waitForSync(true));
            assertThat(request)
                    .hasToString("POST /_api/import?collection=im&type=list&complete=true&details=true"
                            + "&onDuplicate=update&overwrite=false&waitForSync=true");
            assertThat(body(request)).isEqualTo("[{\"_key\":\"1\"}]");
        }

        @ParameterizedTest
        @CsvSource({
            "a b,        a%20b",
            "ü,          %C3%BC",
            "100%,       100%25",
            "who?,       who%3F",
            "a#b,        a%23b",
            "a:b@c+d=e;, a%3Ab%40c%2Bd%3De%3B",
            ".,          %2E",
            "..,         %2E%2E",
            "...,        ...",
            "a.b-c_d~e,  a.b-c_d~e",
            "😀,         %F0%9F%98%80",
            "%2F,        %252F"
        })
        void namesAreEncodedAsOnePathSegmentEach(String name, String encoded) {
            assertThat(Documents.get(name, name, JsonNode.class).target())
                    .isEqualTo("/_api/document/" + encoded + "/" + encoded);
        }

        @Test
        void theCollectionOfAnImportIsEncodedAsAQueryValue() {
            assertThat(Documents.importAll("a&b ü", List.of(), ImportOptions.none())
                            .target())
                    .isEqualTo("/_api/import?collection=a%26b%20%C3%BC&type=list");
        }
    }

    @Nested
    class Answered {

        @Test
        void anInsertReturnsTheMetadata() {
            assertThat(decode(Documents.insert("d1", Map.of()), 202, METADATA))
                    .isEqualTo(new DocumentMetadata(
                            "d1/a", "a", "_meH689W---", Optional.empty(), Optional.empty(), Optional.empty()));
        }

        @Test
        void anUpdateReturnsTheOldRevisionAndBothDocuments() {
            DocumentMetadata metadata = decode(Documents.update("d4", "a", Map.of()), 202, """
                    {"_id":"d4/a","_key":"a","_rev":"_meH69_6--_","_oldRev":"_meH69_6---","old":{"_key":"a","v":2},"new":{"_key":"a","v":3}}""");
            assertThat(metadata.oldRev()).contains("_meH69_6---");
            assertThat(metadata.oldDocument().orElseThrow().json().path("v").asInt())
                    .isEqualTo(2);
            assertThat(metadata.newDocument().orElseThrow().json().path("v").asInt())
                    .isEqualTo(3);
        }

        @Test
        void anEmptyOldDocumentIsNone() {
            DocumentMetadata metadata = decode(
                    Documents.insert("c", Map.of(), NONE.returnOld(true)),
                    202,
                    "{\"_id\":\"c/a\",\"_key\":\"a\",\"_rev\":\"_r\",\"old\":{}}");
            assertThat(metadata.oldDocument()).isEmpty();
        }

        @Test
        void aSilentAnswerHasEmptyMetadata() {
            assertThat(decode(Documents.insert("c", Map.of(), NONE.silent(true)), 202, "{}"))
                    .isEqualTo(new DocumentMetadata("", "", "", Optional.empty(), Optional.empty(), Optional.empty()));
        }

        @Test
        void membersThatNobodyKnowsArePassedOver() {
            assertThat(decode(
                                    Documents.insert("c", Map.of()),
                                    202,
                                    "{\"x\":{\"_id\":\"no\"},\"_id\":\"c/a\",\"y\":[1,[2]],\"_key\":\"a\",\"_rev\":\"_r\"}")
                            .id())
                    .isEqualTo("c/a");
        }

        @Test
        void anErrorIsThrownWithStatusNumberTextAndRequest() {
            DocumentException e = catchThrowableOfType(
                    DocumentException.class, () -> decode(Documents.insert("d1", Map.of()), 409, CONFLICT));
            assertThat(e)
                    .hasMessage(
                            "POST /_api/document/d1 failed with HTTP 409, errorNum 1210: unique constraint violated");
            assertThat(e.status()).isEqualTo(409);
            assertThat(e.errorNum()).isEqualTo(1210);
            assertThat(e.errorMessage()).isEqualTo("unique constraint violated");
            assertThat(e.request()).isEqualTo("POST /_api/document/d1");
        }

        @Test
        void aMissingDocumentIsAnEmptyOptional() {
            assertThat(decode(Documents.get("d3", "zz", Student.class), 404, NOT_FOUND))
                    .isEmpty();
        }

        @Test
        void aMissingCollectionIsAnError() {
            assertThatThrownBy(() -> decode(Documents.get("nocoll", "zz", Student.class), 404, NO_COLLECTION))
                    .isInstanceOf(DocumentException.class)
                    .hasMessage("GET /_api/document/nocoll/zz failed with HTTP 404, errorNum 1203: "
                            + "collection not found: nocoll");
        }

        @Test
        void aMissingDatabaseIsADatabaseExceptionWhateverWasAsked() {
            assertThatThrownBy(() -> decode(
                            Documents.get("c", "k", Student.class),
                            404,
                            "{\"error\":true,\"errorNum\":1228,\"errorMessage\":\"database not found\",\"code\":404}"))
                    .isInstanceOf(DatabaseException.class);
        }

        @ParameterizedTest
        @CsvSource({"401", "403"})
        void aRefusedUserIsAnAccessExceptionWhateverWasAsked(int status) {
            assertThatThrownBy(() -> decode(Documents.insert("c", Map.of()), status, ""))
                    .isInstanceOf(AccessException.class)
                    .hasMessage("POST /_api/document/c failed with HTTP " + status + ", errorNum 0: Failed");
        }

        @Test
        void aReadGivesTheCallersClass() {
            assertThat(decode(Documents.get("c", "k", Student.class), 200, "{\"_key\":\"k\",\"age\":20}"))
                    .contains(new Student("k", 20));
        }

        @Test
        void aReadAsRawJsonGivesTheBytesAsTheyCame() {
            assertThat(decode(Documents.get("c", "k", RawJson.class), 200, "{\"t\" : \"\\u00FC\"}"))
                    .contains(RawJson.of("{\"t\" : \"\\u00FC\"}"));
        }

        @Test
        void aReadThatWasNotModifiedIsEmpty() {
            assertThat(decode(Documents.get("c", "k", Student.class, NONE.ifNoneMatch("_r")), 304, ""))
                    .isEmpty();
        }

        @Test
        void aReadOfAnotherRevisionIsEmpty() {
            assertThat(decode(Documents.get("c", "k", Student.class, NONE.ifMatch("_r")), 412, PRECONDITION))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"200,true", "404,false", "412,false", "304,false"})
        void existenceIsTheStatus(int status, boolean exists) {
            assertThat(decode(Documents.exists("c", "k"), status, "")).isEqualTo(exists);
        }

        @Test
        void existenceIsNotGuessedFromAnyOtherError() {
            assertThatThrownBy(() -> decode(Documents.exists("c", "k"), 503, ""))
                    .isInstanceOf(ArangoServerException.class)
                    .hasMessage("HEAD /_api/document/c/k failed with HTTP 503, errorNum 0: Failed");
        }

        @ParameterizedTest
        @CsvSource({"412", "404"})
        void aConditionalChangeOfAnotherRevisionOrOfNoDocumentIsEmpty(int status) {
            String answer = status == 412 ? PRECONDITION : NOT_FOUND;
            assertThat(decode(Documents.updateIfRevision("c", "k", "_r", Map.of(), NONE), status, answer))
                    .isEmpty();
            assertThat(decode(Documents.replaceIfRevision("c", "k", "_r", Map.of(), NONE), status, answer))
                    .isEmpty();
            assertThat(decode(Documents.deleteIfRevision("c", "k", "_r", NONE), status, answer))
                    .isEmpty();
        }

        @Test
        void aConditionalChangeThatWasMadeReturnsTheMetadata() {
            assertThat(decode(Documents.deleteIfRevision("c", "k", "_r", NONE), 202, METADATA))
                    .map(DocumentMetadata::key)
                    .contains("a");
        }

        @Test
        void aConditionalChangeInAMissingCollectionIsAnError() {
            assertThatThrownBy(() ->
                            decode(Documents.updateIfRevision("nocoll", "k", "_r", Map.of(), NONE), 404, NO_COLLECTION))
                    .isInstanceOf(DocumentException.class);
        }

        @Test
        void anUnconditionalChangeOfAnotherRevisionIsAnError() {
            assertThatThrownBy(
                            () -> decode(Documents.update("d4", "a", Map.of(), NONE.ifMatch("_r")), 412, PRECONDITION))
                    .isInstanceOf(DocumentException.class)
                    .hasMessage("PATCH /_api/document/d4/a failed with HTTP 412, errorNum 1200: precondition failed");
        }

        @Test
        void manyInsertsGiveEachElementItsOwnResultOrError() {
            List<ElementResult<DocumentMetadata>> results =
                    decode(Documents.insertAll("d2", List.of(), NONE), 202, """
                    [{"_id":"d2/1","_key":"1","_rev":"_meH69-e---"},{"error":true,"errorNum":1210,"errorMessage":"unique constraint violated"}]""");
            assertThat(results).hasSize(2);
            assertThat(results.get(0).get().key()).isEqualTo("1");
            assertThat(results.get(0).error()).isEmpty();
            assertThat(results.get(1).error().orElseThrow())
                    .isInstanceOf(DocumentException.class)
                    .hasMessage(
                            "POST /_api/document/d2 failed with HTTP 409, errorNum 1210: unique constraint violated");
            assertThatThrownBy(results.get(1)::get)
                    .isSameAs(results.get(1).error().orElseThrow());
        }

        @Test
        void manyReadsGiveEachElementItsDocumentOrError() {
            List<ElementResult<Student>> results =
                    decode(Documents.getAll("d3", List.of("a", "zz"), Student.class), 200, """
                    [{"_key":"a","age":7},{"error":true,"errorNum":1202,"errorMessage":"document not found"}]""");
            assertThat(results.get(0)).isEqualTo(new ElementResult.Success<>(new Student("a", 7)));
            assertThat(results.get(1).error().orElseThrow().status()).isEqualTo(404);
        }

        @Test
        void aDocumentWithAMemberNamedErrorIsADocument() {
            List<ElementResult<JsonNode>> results = decode(
                    Documents.getAll("c", List.of("a"), JsonNode.class), 200, "[{\"_key\":\"a\",\"error\":true}]");
            assertThat(results.get(0).error()).isEmpty();
        }

        @Test
        void manySilentWritesOfANewerServerAnswerAnEmptyObject() {
            assertThat(decode(Documents.insertAll("c", List.of(Map.of()), NONE.silent(true)), 202, "{}"))
                    .isEmpty();
        }

        @Test
        void manyElementsThatAreNoArrayAreRefused() {
            assertThatThrownBy(() -> decode(Documents.insertAll("c", List.of(), NONE), 202, METADATA))
                    .isInstanceOf(ArangoProtocolException.class)
                    .hasMessage("the answer to POST /_api/document/c (HTTP 202) cannot be understood: the answer to a "
                            + "request for many must be a JSON array; it begins with \"{\"_id\":\"d1/a\",\"_key\":\"a\","
                            + "\"_rev\":\"_meH689W---\"}\"");
        }

        @Test
        void anElementThatCannotBeReadAsTheCallersClassIsRefused() {
            assertThatThrownBy(() ->
                            decode(Documents.getAll("c", List.of("a"), Student.class), 200, "[{\"age\":\"old\"}]"))
                    .isInstanceOf(ArangoProtocolException.class)
                    .hasMessage("the answer to PUT /_api/document/c?onlyget=true (HTTP 200) cannot be understood: an "
                            + "element cannot be read as " + Student.class.getName()
                            + "; it begins with \"[{\"age\":\"old\"}]\"");
        }

        @Test
        void metadataThatAreNoObjectAreRefused() {
            assertThatThrownBy(() -> decode(Documents.insert("c", Map.of()), 202, "[]"))
                    .isInstanceOf(ArangoProtocolException.class)
                    .hasMessage("the answer to POST /_api/document/c (HTTP 202) cannot be understood: a document's "
                            + "metadata must be a JSON object; it begins with \"[]\"");
        }

        @Test
        void metadataThatAreNoJsonAreRefused() {
            assertThatThrownBy(() -> decode(Documents.insert("c", Map.of()), 202, "{\"_id\":"))
                    .isInstanceOf(ArangoProtocolException.class)
                    .hasMessage("the answer to POST /_api/document/c (HTTP 202) cannot be understood: a document's "
                            + "metadata must be JSON; it begins with \"{\"_id\":\"");
        }

        @Test
        void anImportIsCounted() {
            assertThat(decode(Documents.importAll("im", List.of(), ImportOptions.none()), 201, """
                            {"error":false,"created":1,"errors":2,"empty":3,"updated":4,"ignored":5,"details":["at position 0: no"]}"""))
                    .isEqualTo(new ImportResult(1, 2, 3, 4, 5, List.of("at position 0: no")));
        }

        @Test
        void anImportThatFailedAsAWholeIsADocumentException() {
            assertThatThrownBy(() -> decode(Documents.importAll("im", List.of(), ImportOptions.none()), 409, CONFLICT))
                    .isInstanceOf(DocumentException.class);
        }
    }

    @Nested
    class Refused {

        private void refused(Runnable call, String text) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(ArangoRequestException.class)
                    .isInstanceOf(ArangoException.class)
                    .hasMessage(text);
        }

        @Test
        void aNullDocument() {
            refused(
                    () -> Documents.insert("c", null),
                    "the document is null; give a map, record, POJO, JsonNode or RawJson (for a JSON null: NullNode)");
        }

        @Test
        void aNullPatch() {
            refused(
                    () -> Documents.update("c", "k", null),
                    "the document is null; give a map, record, POJO, JsonNode or RawJson (for a JSON null: NullNode)");
        }

        @Test
        void aNullAmongMany() {
            refused(
                    () -> Documents.insertAll("c", Arrays.asList(Map.of(), null), NONE),
                    "the document at index 1 is null; give a map, record, POJO, JsonNode or RawJson (for a JSON null: "
                            + "NullNode)");
        }

        @Test
        void aListInThePlaceOfOneDocument() {
            refused(
                    () -> Documents.insert("c", new ArrayList<>()),
                    "the document is a java.util.ArrayList, which is many; use the operation for many documents");
        }

        @Test
        void anArrayInThePlaceOfOneDocument() {
            refused(
                    () -> Documents.replace("c", "k", new int[] {1}),
                    "the document is a [I, which is many; use the operation for many documents");
        }

        @Test
        void aJsonArrayInThePlaceOfOneDocument() {
            refused(
                    () -> Documents.insert("c", new ObjectMapper().createArrayNode()),
                    "the document is a com.fasterxml.jackson.databind.node.ArrayNode, which is many; use the operation "
                            + "for many documents");
        }

        @Test
        void anEmptyCollectionName() {
            refused(() -> Documents.insert("", Map.of()), "the collection name is empty; give at least one character");
        }

        @Test
        void aNullKey() {
            refused(() -> Documents.delete("c", null), "the document key is null; give its text");
        }

        @Test
        void aHandleInThePlaceOfAKey() {
            refused(
                    () -> Documents.get("c", "students/Kris", Student.class),
                    "the document key \"students/Kris\" holds a '/', which none may; give the name alone");
        }

        @Test
        void aLineBreakInACollectionName() {
            refused(
                    () -> Documents.insertAll("a\r\nb", List.of(), NONE),
                    "the collection name \"a\\r\\nb\" holds the control character U+000D at index 1; remove it");
        }

        @Test
        void aLineFeedInAKey() {
            refused(
                    () -> Documents.exists("c", "k\n"),
                    "the document key \"k\\n\" holds the control character U+000A at index 1; remove it");
        }

        @Test
        void aNulInAKey() {
            refused(
                    () -> Documents.update("c", "\0", Map.of()),
                    "the document key \"\\u0000\" holds the control character U+0000 at index 0; remove it");
        }

        @Test
        void aLineBreakInARevision() {
            refused(
                    () -> NONE.ifMatch("_r\r\nX: y"),
                    "the revision \"_r\\r\\nX: y\" holds the control character U+000D at index 2; remove it");
        }

        @Test
        void aRevisionInQuotes() {
            refused(
                    () -> Documents.deleteIfRevision("c", "k", "\"_r\"", NONE),
                    "the revision \"\"_r\"\" is none; give the text of _rev as the server gave it");
        }

        @Test
        void anEmptyRevision() {
            refused(
                    () -> NONE.ifNoneMatch(""),
                    "the revision \"\" is none; give the text of _rev as the server gave it");
        }

        @Test
        void anOptionThatMeansNothingToAnInsert() {
            refused(
                    () -> Documents.insert("c", Map.of(), NONE.ignoreRevs(true)),
                    "the option ignoreRevs means nothing to the operation insert, which knows keepNull, mergeObjects, "
                            + "overwriteMode, returnNew, returnOld, silent, waitForSync");
        }

        @Test
        void aRevisionThatMeansNothingToAnInsert() {
            refused(
                    () -> Documents.insertAll("c", List.of(), NONE.ifMatch("_r")),
                    "the option If-Match means nothing to the operation insertAll, which knows keepNull, mergeObjects, "
                            + "overwriteMode, returnNew, returnOld, silent, waitForSync");
        }

        @Test
        void anOptionThatMeansNothingToARead() {
            refused(
                    () -> Documents.get("c", "k", Student.class, NONE.waitForSync(true)),
                    "the option waitForSync means nothing to the operation get, which knows If-Match, If-None-Match");
            refused(
                    () -> Documents.exists("c", "k", NONE.silent(true)),
                    "the option silent means nothing to the operation exists, which knows If-Match, If-None-Match");
        }

        @Test
        void anOptionThatMeansNothingToAnUpdate() {
            refused(
                    () -> Documents.update("c", "k", Map.of(), NONE.overwriteMode(OverwriteMode.IGNORE)),
                    "the option overwriteMode means nothing to the operation update, which knows If-Match, ignoreRevs, "
                            + "keepNull, mergeObjects, returnNew, returnOld, silent, waitForSync");
            refused(
                    () -> Documents.updateAll("c", List.of(), NONE.ifMatch("_r")),
                    "the option If-Match means nothing to the operation updateAll, which knows ignoreRevs, keepNull, "
                            + "mergeObjects, returnNew, returnOld, silent, waitForSync");
        }

        @Test
        void anOptionThatMeansNothingToAReplacement() {
            refused(
                    () -> Documents.replace("c", "k", Map.of(), NONE.keepNull(true)),
                    "the option keepNull means nothing to the operation replace, which knows If-Match, ignoreRevs, "
                            + "returnNew, returnOld, silent, waitForSync");
            refused(
                    () -> Documents.replaceAll("c", List.of(), NONE.mergeObjects(true)),
                    "the option mergeObjects means nothing to the operation replaceAll, which knows ignoreRevs, "
                            + "returnNew, returnOld, silent, waitForSync");
        }

        @Test
        void anOptionThatMeansNothingToARemoval() {
            refused(
                    () -> Documents.delete("c", "k", NONE.returnNew(true)),
                    "the option returnNew means nothing to the operation delete, which knows If-Match, returnOld, "
                            + "silent, waitForSync");
            refused(
                    () -> Documents.deleteAll("c", Set.of(), NONE.returnNew(true)),
                    "the option returnNew means nothing to the operation deleteAll, which knows ignoreRevs, returnOld, "
                            + "silent, waitForSync");
        }

        @Test
        void aCollectionNameThatNoImportMayHave() {
            refused(
                    () -> Documents.importAll("a/b", List.of(), ImportOptions.none()),
                    "the collection name \"a/b\" holds a '/', which none may; give the name alone");
        }
    }
}
