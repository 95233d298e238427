package io.arangobatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.DocumentException;
import io.arangobatch.request.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelTest {

    record Student(String name) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static StoredDocument stored(Object value) {
        return new StoredDocument(MAPPER.valueToTree(value), MAPPER);
    }

    @Test
    void aStoredDocumentIsReadAsTheCallersClass() {
        assertThat(stored(Map.of("name", "Kris")).as(Student.class)).isEqualTo(new Student("Kris"));
    }

    @Test
    void aStoredDocumentIsReadAsRawJson() {
        assertThat(stored(Map.of("name", "Kris")).as(RawJson.class)).isEqualTo(RawJson.of("{\"name\":\"Kris\"}"));
    }

    @Test
    void aStoredDocumentThatIsNoneOfTheCallersClassIsRefused() {
        assertThatThrownBy(() -> stored(Map.of("name", List.of())).as(Student.class))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessageStartingWith("a returned document cannot be read as " + Student.class.getName() + ": ");
    }

    @Test
    void theTreeOfAStoredDocumentIsTheCallersOwn() {
        StoredDocument document = stored(Map.of("name", "Kris"));
        ((ObjectNode) document.json()).put("name", "Rita");
        assertThat(document).hasToString("{\"name\":\"Kris\"}");
    }

    @Test
    void storedDocumentsAreEqualByTheirJson() {
        assertThat(stored(Map.of("a", 1)))
                .isEqualTo(stored(Map.of("a", 1)))
                .hasSameHashCodeAs(stored(Map.of("a", 1)))
                .isNotEqualTo(stored(Map.of("a", 2)))
                .isNotEqualTo("{\"a\":1}");
    }

    @Test
    void theListsOfModelsDoNotChange() {
        List<String> list = new ArrayList<>(List.of("a"));
        JsonNode tree = JsonNodeFactory.instance.objectNode();
        IndexInfo index = new IndexInfo("c/1", "hash", list, false, false, true, tree);
        ParsedQuery query = new ParsedQuery(list, list, tree);
        ImportResult imported = new ImportResult(0, 0, 0, 0, 0, list);
        list.add("b");
        assertThat(index.fields()).containsExactly("a").isUnmodifiable();
        assertThat(query.collections()).containsExactly("a").isUnmodifiable();
        assertThat(query.bindVariables()).containsExactly("a").isUnmodifiable();
        assertThat(imported.details()).containsExactly("a").isUnmodifiable();
    }

    @Test
    void aFailedElementThrowsItsError() {
        DocumentException error = new DocumentException(409, 1210, "unique", "POST /_api/document/c");
        ElementResult<String> failure = new ElementResult.Failure<>(error);
        assertThatThrownBy(failure::get).isSameAs(error);
        assertThat(failure.error()).contains(error);
    }

    @Test
    void aCollectionTypeIsKnownByItsNumber() {
        assertThat(CollectionType.of(2)).isEqualTo(CollectionType.DOCUMENT);
        assertThat(CollectionType.of(CollectionType.EDGE.code())).isEqualTo(CollectionType.EDGE);
    }
}
