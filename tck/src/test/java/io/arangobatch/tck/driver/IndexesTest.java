package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.DocumentException;
import io.arangobatch.IndexException;
import io.arangobatch.model.IndexInfo;
import io.arangobatch.request.Documents;
import io.arangobatch.request.IndexDefinition;
import io.arangobatch.request.Indexes;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Indexes: made, listed, found and dropped. */
class IndexesTest extends OperationTest {

    private IndexInfo create(IndexDefinition definition) {
        return run(Indexes.create(STUDENTS, definition));
    }

    @Test
    void eachTypeOfTheServerIsMade() {
        assertThat(create(IndexDefinition.hash("a")).type()).isEqualTo("hash");
        assertThat(create(IndexDefinition.skiplist("b", "c")).fields()).containsExactly("b", "c");
        assertThat(create(IndexDefinition.persistent("d")).type()).isEqualTo("persistent");
        assertThat(create(IndexDefinition.geo("place")).type()).startsWith("geo");
        assertThat(create(IndexDefinition.geo("lat", "lon")).fields()).containsExactly("lat", "lon");
        assertThat(create(IndexDefinition.fulltext("text").option("minLength", 4))
                        .properties()
                        .path("minLength")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void anEqualIndexIsMadeOnce() {
        IndexInfo first = create(IndexDefinition.hash("year").sparse(true));
        IndexInfo second = create(IndexDefinition.hash("year").sparse(true));

        assertThat(first.newlyCreated()).isTrue();
        assertThat(second.newlyCreated()).isFalse();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.sparse()).isTrue();
    }

    @Test
    void aUniqueIndexRefusesASecondDocument() {
        IndexInfo unique = create(IndexDefinition.persistent("number").unique(true));
        run(Documents.insert(STUDENTS, Map.of("number", 1)));

        assertThat(unique.unique()).isTrue();
        assertThatThrownBy(() -> run(Documents.insert(STUDENTS, Map.of("number", 1))))
                .isInstanceOfSatisfying(
                        DocumentException.class, e -> assertThat(e.errorNum()).isEqualTo(1210));
    }

    @Test
    void anIndexIsFoundByItsId() {
        IndexInfo made = create(IndexDefinition.skiplist("year"));

        IndexInfo found = run(Indexes.get(STUDENTS, made.id()));

        assertThat(found.id()).isEqualTo(made.id());
        assertThat(found.type()).isEqualTo("skiplist");
    }

    @Test
    void theListBeginsWithThePrimaryIndex() {
        IndexInfo made = create(IndexDefinition.skiplist("year"));

        assertThat(run(Indexes.list(STUDENTS))).extracting(IndexInfo::id).containsExactly("students/0", made.id());
    }

    @Test
    void aDroppedIndexIsGone() {
        IndexInfo made = create(IndexDefinition.skiplist("year"));

        assertThat(run(Indexes.drop(STUDENTS, made.id()))).isEqualTo(made.id());

        assertThatThrownBy(() -> run(Indexes.get(STUDENTS, made.id())))
                .isInstanceOfSatisfying(
                        IndexException.class, e -> assertThat(e.errorNum()).isEqualTo(1212));
    }

    @Test
    void aTypeThatTheServerDoesNotKnowIsRefusedWithTheServersWords() {
        assertThatThrownBy(() -> create(IndexDefinition.of("nonsense", java.util.List.of("a"))))
                .isInstanceOfSatisfying(
                        IndexException.class, e -> assertThat(e.status()).isEqualTo(400));
    }
}
