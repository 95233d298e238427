package io.arangobatch.request;

import static io.arangobatch.scripted.Probe.body;
import static io.arangobatch.scripted.Probe.decode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoRequestException;
import io.arangobatch.CollectionException;
import io.arangobatch.DatabaseException;
import io.arangobatch.model.CollectionInfo;
import io.arangobatch.model.CollectionType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectionsTest {

    private static final CollectionOptions NONE = CollectionOptions.none();
    private static final String C1 = """
            {"id":"1376","name":"c1","waitForSync":false,"isVolatile":false,"isSystem":false,"status":3,"type":2,"error":false,"code":200}""";
    private static final String UNKNOWN = """
            {"error":true,"code":404,"errorNum":1203,"errorMessage":"unknown collection 'c1'"}""";

    @Test
    void aCollectionIsCreatedByItsNameAndProperties() {
        ArangoRequest<CollectionInfo> request = Collections.create(
                "knows", NONE.type(CollectionType.EDGE).waitForSync(true).property("numberOfShards", 3));
        assertThat(request).hasToString("POST /_api/collection");
        assertThat(body(request))
                .isEqualTo("{\"name\":\"knows\",\"type\":3,\"waitForSync\":true,\"numberOfShards\":3}");
    }

    @Test
    void theOptionsDoNotChange() {
        NONE.waitForSync(true);
        assertThat(body(Collections.create("c1", NONE))).isEqualTo("{\"name\":\"c1\"}");
    }

    @Test
    void aDescriptionIsRead() {
        CollectionInfo info = decode(Collections.create("c1", NONE), 200, C1);
        assertThat(info.id()).isEqualTo("1376");
        assertThat(info.name()).isEqualTo("c1");
        assertThat(info.type()).isEqualTo(CollectionType.DOCUMENT);
        assertThat(info.system()).isFalse();
        assertThat(info.properties().path("status").asInt()).isEqualTo(3);
    }

    @Test
    void anEdgeCollectionIsOne() {
        assertThat(decode(Collections.properties("k"), 200, "{\"id\":\"1\",\"name\":\"k\",\"type\":3}")
                        .type())
                .isEqualTo(CollectionType.EDGE);
    }

    @Test
    void aCollectionOfTheServerItselfIsKnownByItsNameWhereTheAnswerDoesNotTell() {
        assertThat(decode(Collections.properties("_users"), 200, "{\"id\":\"1\",\"name\":\"_users\",\"type\":2}")
                        .system())
                .isTrue();
    }

    @Test
    void aDuplicateNameIsACollectionException() {
        assertThatThrownBy(() -> decode(
                        Collections.create("c1", NONE),
                        409,
                        "{\"error\":true,\"code\":409,\"errorNum\":1207,\"errorMessage\":\"duplicate name\"}"))
                .isInstanceOf(CollectionException.class)
                .hasMessage("POST /_api/collection failed with HTTP 409, errorNum 1207: duplicate name");
    }

    @Test
    void aDroppedCollectionReturnsItsId() {
        assertThat(Collections.drop("c 1")).hasToString("DELETE /_api/collection/c%201");
        assertThat(decode(Collections.drop("c1"), 200, "{\"id\":\"1376\",\"error\":false,\"code\":200}"))
                .isEqualTo("1376");
    }

    @Test
    void aTruncationHasNoBody() {
        assertThat(Collections.truncate("c1")).hasToString("PUT /_api/collection/c1/truncate");
        assertThat(Collections.truncate("c1").hasBody()).isFalse();
        assertThat(decode(Collections.truncate("c1"), 200, C1).name()).isEqualTo("c1");
    }

    @Test
    void aCollectionIsRenamed() {
        ArangoRequest<CollectionInfo> request = Collections.rename("c1", "c1b");
        assertThat(request).hasToString("PUT /_api/collection/c1/rename");
        assertThat(body(request)).isEqualTo("{\"name\":\"c1b\"}");
        assertThat(decode(request, 200, C1).id()).isEqualTo("1376");
    }

    @Test
    void documentsAreCounted() {
        assertThat(Collections.count("c1")).hasToString("GET /_api/collection/c1/count");
        assertThat(decode(Collections.count("c1"), 200, "{\"count\":5000000000}"))
                .isEqualTo(5_000_000_000L);
    }

    @Test
    void propertiesAreReadAndChanged() {
        assertThat(Collections.properties("c1")).hasToString("GET /_api/collection/c1/properties");
        ArangoRequest<CollectionInfo> change = Collections.changeProperties("c1", NONE.waitForSync(true));
        assertThat(change).hasToString("PUT /_api/collection/c1/properties");
        assertThat(body(change)).isEqualTo("{\"waitForSync\":true}");
        assertThat(decode(change, 200, C1).name()).isEqualTo("c1");
    }

    @Test
    void collectionsAreListed() {
        ArangoRequest<List<CollectionInfo>> request = Collections.list(true);
        assertThat(request).hasToString("GET /_api/collection?excludeSystem=true");
        assertThat(decode(request, 200, "{\"result\":[" + C1 + "],\"error\":false,\"code\":200}"))
                .extracting(CollectionInfo::name)
                .containsExactly("c1");
    }

    @Test
    void theListOfA2xServerIsReadToo() {
        assertThat(decode(Collections.list(false), 200, "{\"collections\":[" + C1 + "],\"names\":{}}"))
                .extracting(CollectionInfo::name)
                .containsExactly("c1");
    }

    @Test
    void aMissingCollectionDoesNotExist() {
        assertThat(Collections.exists("c1")).hasToString("GET /_api/collection/c1");
        assertThat(decode(Collections.exists("c1"), 200, C1)).isTrue();
        assertThat(decode(Collections.exists("c1"), 404, UNKNOWN)).isFalse();
    }

    @Test
    void aMissingDatabaseIsNotAMissingCollection() {
        assertThatThrownBy(() -> decode(
                        Collections.exists("c1"),
                        404,
                        "{\"error\":true,\"errorNum\":1228,\"errorMessage\":\"database not found\",\"code\":404}"))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("GET /_api/collection/c1 failed with HTTP 404, errorNum 1228: database not found");
    }

    @Test
    void anEmptyNameIsRefused() {
        assertThatThrownBy(() -> Collections.create("", NONE))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage("the collection name is empty; give at least one character");
    }

    @Test
    void aNewNameThatCannotBeOneIsRefused() {
        assertThatThrownBy(() -> Collections.rename("c1", "a/b"))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage("the new collection name \"a/b\" holds a '/', which none may; give the name alone");
    }

    @Test
    void aNullPropertyIsRefused() {
        assertThatThrownBy(() -> NONE.property("schema", null))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage(
                        "the property schema is null; give a map, record, POJO, JsonNode or RawJson (for a JSON null: "
                                + "NullNode)");
    }
}
