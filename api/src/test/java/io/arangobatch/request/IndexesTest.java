package io.arangobatch.request;

import static io.arangobatch.scripted.Probe.body;
import static io.arangobatch.scripted.Probe.decode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoRequestException;
import io.arangobatch.IndexException;
import io.arangobatch.model.IndexInfo;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IndexesTest {

    static Stream<Arguments> definitions() {
        return Stream.of(
                Arguments.of(
                        IndexDefinition.persistent("a", "b.c"), "{\"type\":\"persistent\",\"fields\":[\"a\",\"b.c\"]}"),
                Arguments.of(
                        IndexDefinition.hash("u").unique(true),
                        "{\"type\":\"hash\",\"fields\":[\"u\"],\"unique\":true}"),
                Arguments.of(
                        IndexDefinition.skiplist("a").sparse(true),
                        "{\"type\":\"skiplist\",\"fields\":[\"a\"],\"sparse\":true}"),
                Arguments.of(
                        IndexDefinition.geo("loc").option("geoJson", true),
                        "{\"type\":\"geo\",\"fields\":[\"loc\"],\"geoJson\":true}"),
                Arguments.of(
                        IndexDefinition.fulltext("t").option("minLength", 3),
                        "{\"type\":\"fulltext\",\"fields\":[\"t\"],\"minLength\":3}"),
                Arguments.of(
                        IndexDefinition.ttl("at", Duration.ofMinutes(2)),
                        "{\"type\":\"ttl\",\"fields\":[\"at\"],\"expireAfter\":120}"),
                Arguments.of(
                        IndexDefinition.zkd("x", "y"),
                        "{\"type\":\"zkd\",\"fields\":[\"x\",\"y\"],\"fieldValueTypes\":\"double\"}"),
                Arguments.of(
                        IndexDefinition.mdi("x", "y"),
                        "{\"type\":\"mdi\",\"fields\":[\"x\",\"y\"],\"fieldValueTypes\":\"double\"}"),
                Arguments.of(
                        IndexDefinition.inverted("x").name("inv"),
                        "{\"type\":\"inverted\",\"fields\":[\"x\"],\"name\":\"inv\"}"),
                Arguments.of(IndexDefinition.of("vector", List.of("v")), "{\"type\":\"vector\",\"fields\":[\"v\"]}"));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void anIndexIsCreatedByItsDefinition(IndexDefinition definition, String sent) {
        ArangoRequest<IndexInfo> request = Indexes.create("i 1", definition);
        assertThat(request).hasToString("POST /_api/index?collection=i%201");
        assertThat(body(request)).isEqualTo(sent);
    }

    @Test
    void aNewIndexIsDescribed() {
        IndexInfo info = decode(
                Indexes.create("i1", IndexDefinition.hash("u")),
                201,
                "{\"deduplicate\":true,\"fields\":[\"u\"],\"id\":\"i1/1403\",\"isNewlyCreated\":true,"
                        + "\"selectivityEstimate\":1,\"sparse\":false,\"type\":\"hash\",\"unique\":true,\"error\":false,"
                        + "\"code\":201}");
        assertThat(info.id()).isEqualTo("i1/1403");
        assertThat(info.type()).isEqualTo("hash");
        assertThat(info.fields()).containsExactly("u");
        assertThat(info.unique()).isTrue();
        assertThat(info.sparse()).isFalse();
        assertThat(info.newlyCreated()).isTrue();
        assertThat(info.properties().path("deduplicate").asBoolean()).isTrue();
    }

    @Test
    void theFieldsOfAnInvertedIndexAreObjects() {
        assertThat(decode(
                                Indexes.get("c", "1"),
                                200,
                                "{\"id\":\"c/1\",\"type\":\"inverted\",\"fields\":[{\"name\":\"a\"},{\"name\":\"b\"}]}")
                        .fields())
                .containsExactly("a", "b");
    }

    @Test
    void anIndexIsNamedByItsNumberOrItsHandle() {
        assertThat(Indexes.get("i1", "1403")).hasToString("GET /_api/index/i1/1403");
        assertThat(Indexes.get("i1", "i1/1403")).hasToString("GET /_api/index/i1/1403");
        assertThat(Indexes.drop("i1", "i1/1403")).hasToString("DELETE /_api/index/i1/1403");
        assertThat(Indexes.drop("i1", "my idx")).hasToString("DELETE /_api/index/i1/my%20idx");
    }

    @Test
    void theHandleOfAnotherCollectionsIndexIsRefused() {
        assertThatThrownBy(() -> Indexes.get("i1", "i2/1403"))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage("the index \"i2/1403\" holds a '/', which none may; give the name alone");
    }

    @Test
    void indexesAreListed() {
        assertThat(Indexes.list("i1")).hasToString("GET /_api/index?collection=i1");
        assertThat(decode(
                        Indexes.list("i1"),
                        200,
                        "{\"error\":false,\"code\":200,\"indexes\":[{\"fields\":[\"_key\"],\"id\":\"i1/0\",\"sparse\":false,"
                                + "\"type\":\"primary\",\"unique\":true}],\"identifiers\":{}}"))
                .extracting(IndexInfo::id)
                .containsExactly("i1/0");
    }

    @Test
    void aDroppedIndexReturnsItsHandle() {
        assertThat(decode(Indexes.drop("i1", "1403"), 200, "{\"id\":\"i1/1403\",\"error\":false,\"code\":200}"))
                .isEqualTo("i1/1403");
    }

    @Test
    void aMissingIndexIsAnIndexException() {
        assertThatThrownBy(() -> decode(
                        Indexes.drop("i1", "1403"),
                        404,
                        "{\"error\":true,\"errorMessage\":\"index not found\",\"code\":404,\"errorNum\":1212}"))
                .isInstanceOf(IndexException.class)
                .hasMessage("DELETE /_api/index/i1/1403 failed with HTTP 404, errorNum 1212: index not found");
    }

    @Test
    void anIndexWithoutFieldsIsRefused() {
        assertThatThrownBy(() -> IndexDefinition.hash())
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage("the index of type hash covers no field; give at least one");
    }

    @Test
    void aNullOptionIsRefused() {
        assertThatThrownBy(() -> IndexDefinition.geo("loc").option("geoJson", null))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage(
                        "the index option geoJson is null; give a map, record, POJO, JsonNode or RawJson (for a JSON "
                                + "null: NullNode)");
    }

    @Test
    void aDefinitionIsNotChangedByItsSetters() {
        IndexDefinition definition = IndexDefinition.hash("u");
        definition.unique(true);
        assertThat(body(Indexes.create("c", definition))).isEqualTo("{\"type\":\"hash\",\"fields\":[\"u\"]}");
    }
}
