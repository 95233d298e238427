package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arangobatch.DocumentException;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.model.ElementResult;
import io.arangobatch.request.Collections;
import io.arangobatch.request.DocumentOptions;
import io.arangobatch.request.Documents;
import io.arangobatch.request.RawJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents, one and many, with their options. */
class DocumentsTest extends OperationTest {

    private static final DocumentOptions NONE = DocumentOptions.none();

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Student(String _key, int year) {}

    /** A document as older code writes them. */
    public static final class Bean {
        private String name = "";

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    private JsonNode stored(String key) {
        return run(Documents.get(STUDENTS, key, JsonNode.class)).orElseThrow();
    }

    private DocumentMetadata insert(Object document) {
        return run(Documents.insert(STUDENTS, document));
    }

    @Test
    void anInsertedMapIsReadAgain() {
        DocumentMetadata kris = insert(Map.of("_key", "Kris", "year", 1));

        assertThat(kris.id()).isEqualTo("students/Kris");
        assertThat(kris.key()).isEqualTo("Kris");
        assertThat(kris.rev()).isEqualTo(stored("Kris").path("_rev").asText()).isNotEmpty();
        assertThat(stored("Kris").path("year").asInt()).isEqualTo(1);
    }

    @Test
    void anInsertedRecordIsReadAgain() {
        insert(new Student("Rita", 2));

        assertThat(stored("Rita").path("year").asInt()).isEqualTo(2);
    }

    @Test
    void anInsertedPojoIsReadAgain() {
        Bean bean = new Bean();
        bean.setName("Jürgen");

        DocumentMetadata made = run(Documents.insert(STUDENTS, bean, NONE.returnNew(true)));

        assertThat(made.newDocument().orElseThrow().json().path("name").asText())
                .isEqualTo("Jürgen");
    }

    @Test
    void anInsertedJsonTreeIsReadAgain() {
        insert(JsonNodeFactory.instance.objectNode().put("_key", "Tree").put("height", 12.5));

        assertThat(stored("Tree").path("height").asDouble()).isEqualTo(12.5);
    }

    @Test
    void insertedRawJsonIsReadAgain() {
        insert(RawJson.of("{\"_key\":\"Raw\",\"deep\":{\"list\":[1,2,3]}}"));

        assertThat(stored("Raw").path("deep").path("list").size()).isEqualTo(3);
    }

    @Test
    void aDocumentIsReadAsRawJson() {
        insert(Map.of("_key", "Kris"));

        RawJson raw = run(Documents.get(STUDENTS, "Kris", RawJson.class)).orElseThrow();

        assertThat(raw.toString()).contains("\"Kris\"");
    }

    @Test
    void aMissingDocumentIsEmpty() {
        assertThat(run(Documents.get(STUDENTS, "nobody", JsonNode.class))).isEmpty();
    }

    @Test
    void aDocumentOfAMissingCollectionIsAnError() {
        assertThatThrownBy(() -> run(Documents.get("nowhere", "nobody", JsonNode.class)))
                .isInstanceOfSatisfying(DocumentException.class, e -> {
                    assertThat(e.status()).isEqualTo(404);
                    assertThat(e.errorNum()).isEqualTo(1203);
                })
                .hasMessageStartingWith("GET /_api/document/nowhere/nobody failed with HTTP 404, errorNum 1203: ");
    }

    @Test
    void existsTellsWhetherThereIsADocument() {
        insert(Map.of("_key", "Kris"));

        assertThat(run(Documents.exists(STUDENTS, "Kris"))).isTrue();
        assertThat(run(Documents.exists(STUDENTS, "nobody"))).isFalse();
    }

    @Test
    void aDocumentOfAnotherRevisionIsEmpty() {
        DocumentMetadata kris = insert(Map.of("_key", "Kris"));

        assertThat(run(Documents.get(STUDENTS, "Kris", JsonNode.class, NONE.ifMatch(kris.rev()))))
                .isPresent();
        assertThat(run(Documents.get(STUDENTS, "Kris", JsonNode.class, NONE.ifMatch("_other"))))
                .isEmpty();
    }

    @Test
    void anUnchangedDocumentIsEmpty() {
        DocumentMetadata kris = insert(Map.of("_key", "Kris"));

        assertThat(run(Documents.get(STUDENTS, "Kris", JsonNode.class, NONE.ifNoneMatch(kris.rev()))))
                .isEmpty();
        assertThat(run(Documents.get(STUDENTS, "Kris", JsonNode.class, NONE.ifNoneMatch("_other"))))
                .isPresent();
    }

    @Test
    void existsLooksAtTheRevision() {
        DocumentMetadata kris = insert(Map.of("_key", "Kris"));

        assertThat(run(Documents.exists(STUDENTS, "Kris", NONE.ifMatch(kris.rev()))))
                .isTrue();
        assertThat(run(Documents.exists(STUDENTS, "Kris", NONE.ifMatch("_other"))))
                .isFalse();
    }

    @Test
    void anInsertCanReturnWhatItStored() {
        DocumentMetadata kris = run(Documents.insert(STUDENTS, new Student("Kris", 1), NONE.returnNew(true)));

        assertThat(kris.newDocument().orElseThrow().json().path("_id").asText()).isEqualTo("students/Kris");
        assertThat(kris.oldDocument()).isEmpty();
    }

    @Test
    void anInsertCanWaitForTheDisk() {
        assertThat(run(Documents.insert(STUDENTS, Map.of("_key", "Kris"), NONE.waitForSync(true)))
                        .key())
                .isEqualTo("Kris");
    }

    @Test
    void aSecondInsertOfAKeyIsRefusedWithTheServersWords() {
        insert(Map.of("_key", "Kris"));

        assertThatThrownBy(() -> insert(Map.of("_key", "Kris"))).isInstanceOfSatisfying(DocumentException.class, e -> {
            assertThat(e.status()).isEqualTo(409);
            assertThat(e.errorNum()).isEqualTo(1210);
            assertThat(e.errorMessage()).contains("unique constraint violated");
            assertThat(e.request()).isEqualTo("POST /_api/document/students");
        });
    }

    @Test
    void anUpdateMergesTheDocument() {
        insert(Map.of("_key", "Kris", "year", 1, "address", Map.of("town", "Bonn", "zip", "53111")));

        DocumentMetadata updated = run(Documents.update(
                STUDENTS,
                "Kris",
                Map.of("address", Map.of("town", "Köln")),
                NONE.returnNew(true).returnOld(true)));

        assertThat(updated.newDocument()
                        .orElseThrow()
                        .json()
                        .at("/address/town")
                        .asText())
                .isEqualTo("Köln");
        assertThat(updated.newDocument().orElseThrow().json().at("/address/zip").asText())
                .isEqualTo("53111");
        assertThat(updated.oldDocument()
                        .orElseThrow()
                        .json()
                        .at("/address/town")
                        .asText())
                .isEqualTo("Bonn");
        assertThat(updated.oldRev())
                .contains(
                        updated.oldDocument().orElseThrow().json().path("_rev").asText());
    }

    @Test
    void anUpdateCanReplaceNestedObjects() {
        insert(Map.of("_key", "Kris", "address", Map.of("town", "Bonn", "zip", "53111")));

        run(Documents.update(STUDENTS, "Kris", Map.of("address", Map.of("town", "Köln")), NONE.mergeObjects(false)));

        assertThat(stored("Kris").path("address").has("zip")).isFalse();
    }

    @Test
    void anUpdateCanDropNulls() {
        insert(Map.of("_key", "Kris", "year", 1, "town", "Bonn"));
        Map<String, Object> patch = new HashMap<>();
        patch.put("town", null);

        run(Documents.update(STUDENTS, "Kris", patch, NONE.keepNull(false)));

        assertThat(stored("Kris").has("town")).isFalse();
        assertThat(stored("Kris").path("year").asInt()).isEqualTo(1);
    }

    @Test
    void anUpdateOfAnotherRevisionIsEmptyAndChangesNothing() {
        DocumentMetadata kris = insert(Map.of("_key", "Kris", "year", 1));

        assertThat(run(Documents.updateIfRevision(STUDENTS, "Kris", "_other", Map.of("year", 2), NONE)))
                .isEmpty();
        assertThat(stored("Kris").path("year").asInt()).isEqualTo(1);
        assertThat(run(Documents.updateIfRevision(STUDENTS, "Kris", kris.rev(), Map.of("year", 2), NONE)))
                .isPresent();
        assertThat(stored("Kris").path("year").asInt()).isEqualTo(2);
    }

    @Test
    void anUpdateOfAnotherRevisionWithoutAskingIsAnError() {
        insert(Map.of("_key", "Kris"));

        assertThatThrownBy(() -> run(Documents.update(STUDENTS, "Kris", Map.of("year", 2), NONE.ifMatch("_other"))))
                .isInstanceOfSatisfying(DocumentException.class, e -> {
                    assertThat(e.status()).isEqualTo(412);
                    assertThat(e.errorNum()).isEqualTo(1200);
                });
    }

    @Test
    void anUpdateOfManyLooksAtTheRevisionsInTheBodyWhereAsked() {
        insert(Map.of("_key", "Kris"));
        List<Map<String, Object>> stale = List.of(Map.of("_key", "Kris", "_rev", "1", "year", 2));

        assertThat(run(Documents.updateAll(STUDENTS, stale, NONE.ignoreRevs(false))))
                .singleElement()
                .satisfies(refused ->
                        assertThat(refused.error().orElseThrow().errorNum()).isEqualTo(1200));
        assertThat(run(Documents.updateAll(STUDENTS, stale, NONE.ignoreRevs(true))))
                .singleElement()
                .satisfies(updated -> assertThat(updated.get().key()).isEqualTo("Kris"));
    }

    @Test
    void aReplaceLeavesNothingOfTheOldDocument() {
        insert(Map.of("_key", "Kris", "year", 1));

        DocumentMetadata replaced = run(Documents.replace(
                STUDENTS, "Kris", Map.of("town", "Bonn"), NONE.returnOld(true).returnNew(true)));

        assertThat(stored("Kris").has("year")).isFalse();
        assertThat(replaced.oldDocument().orElseThrow().json().path("year").asInt())
                .isEqualTo(1);
        assertThat(replaced.newDocument().orElseThrow().json().path("town").asText())
                .isEqualTo("Bonn");
    }

    @Test
    void aReplaceOfAnotherRevisionIsEmpty() {
        DocumentMetadata kris = insert(Map.of("_key", "Kris"));

        assertThat(run(Documents.replaceIfRevision(STUDENTS, "Kris", "_other", Map.of("year", 2), NONE)))
                .isEmpty();
        assertThat(run(Documents.replaceIfRevision(STUDENTS, "Kris", kris.rev(), Map.of("year", 2), NONE)))
                .isPresent();
    }

    @Test
    void aReplaceOfAMissingDocumentIsAnError() {
        assertThatThrownBy(() -> run(Documents.replace(STUDENTS, "nobody", Map.of())))
                .isInstanceOfSatisfying(DocumentException.class, e -> {
                    assertThat(e.status()).isEqualTo(404);
                    assertThat(e.errorNum()).isEqualTo(1202);
                });
    }

    @Test
    void aDeletedDocumentIsGone() {
        insert(Map.of("_key", "Kris", "year", 1));

        DocumentMetadata deleted = run(Documents.delete(STUDENTS, "Kris", NONE.returnOld(true)));

        assertThat(deleted.id()).isEqualTo("students/Kris");
        assertThat(deleted.oldDocument().orElseThrow().as(Student.class)).isEqualTo(new Student("Kris", 1));
        assertThat(run(Documents.exists(STUDENTS, "Kris"))).isFalse();
    }

    @Test
    void aDeleteOfAnotherRevisionIsEmptyAndDeletesNothing() {
        DocumentMetadata kris = insert(Map.of("_key", "Kris"));

        assertThat(run(Documents.deleteIfRevision(STUDENTS, "Kris", "_other", NONE)))
                .isEmpty();
        assertThat(run(Documents.exists(STUDENTS, "Kris"))).isTrue();
        assertThat(run(Documents.deleteIfRevision(STUDENTS, "Kris", kris.rev(), NONE)))
                .isPresent();
        assertThat(run(Documents.exists(STUDENTS, "Kris"))).isFalse();
    }

    @Test
    void aSilentInsertIsStored() {
        run(Documents.insert(STUDENTS, Map.of("_key", "Kris"), NONE.silent(true)));

        assertThat(run(Documents.exists(STUDENTS, "Kris"))).isTrue();
    }

    @Test
    void eachOfManyInsertsHasAResultOfItsOwn() {
        List<ElementResult<DocumentMetadata>> results = run(Documents.insertAll(
                STUDENTS,
                List.of(new Student("Kris", 1), Map.of("_key", "Kris"), RawJson.of("{\"_key\":\"Rita\"}")),
                NONE.returnNew(true)));

        assertThat(results).hasSize(3);
        assertThat(results.get(0)
                        .get()
                        .newDocument()
                        .orElseThrow()
                        .json()
                        .path("year")
                        .asInt())
                .isEqualTo(1);
        assertThat(results.get(1).error().orElseThrow().errorNum()).isEqualTo(1210);
        assertThat(results.get(1).error().orElseThrow().status()).isEqualTo(409);
        assertThat(results.get(2).get().key()).isEqualTo("Rita");
    }

    @Test
    void manyAreReadAtOnce() {
        insert(Map.of("_key", "Kris", "year", 1));
        insert(Map.of("_key", "Rita", "year", 2));

        List<ElementResult<JsonNode>> found =
                run(Documents.getAll(STUDENTS, List.of("Rita", "nobody", "Kris"), JsonNode.class));

        assertThat(found.get(0).get().path("year").asInt()).isEqualTo(2);
        assertThat(found.get(1).error().orElseThrow().errorNum()).isEqualTo(1202);
        assertThat(found.get(2).get().path("year").asInt()).isEqualTo(1);
    }

    @Test
    void manyAreUpdatedAtOnce() {
        insert(Map.of("_key", "Kris", "year", 1));

        List<ElementResult<DocumentMetadata>> results = run(Documents.updateAll(
                STUDENTS,
                List.of(Map.of("_key", "Kris", "town", "Bonn"), Map.of("_key", "nobody")),
                NONE.returnOld(true)));

        assertThat(results.get(0).get().oldRev()).isPresent();
        assertThat(results.get(1).error().orElseThrow().errorNum()).isEqualTo(1202);
        assertThat(stored("Kris").path("town").asText()).isEqualTo("Bonn");
    }

    @Test
    void manyAreReplacedAtOnce() {
        insert(Map.of("_key", "Kris", "year", 1));

        List<ElementResult<DocumentMetadata>> results =
                run(Documents.replaceAll(STUDENTS, List.of(Map.of("_key", "Kris", "town", "Bonn")), NONE));

        assertThat(results.get(0).error()).isEmpty();
        assertThat(stored("Kris").has("year")).isFalse();
    }

    @Test
    void manyAreDeletedAtOnceByKeyOrDocument() {
        insert(Map.of("_key", "Kris"));
        insert(Map.of("_key", "Rita"));

        List<ElementResult<DocumentMetadata>> results =
                run(Documents.deleteAll(STUDENTS, List.of("Kris", Map.of("_key", "Rita"), "nobody"), NONE));

        assertThat(results.get(0).get().key()).isEqualTo("Kris");
        assertThat(results.get(1).get().key()).isEqualTo("Rita");
        assertThat(results.get(2).error().orElseThrow().errorNum()).isEqualTo(1202);
        assertThat(run(Collections.count(STUDENTS))).isZero();
    }
}
