package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.CollectionException;
import io.arangobatch.model.CollectionInfo;
import io.arangobatch.model.CollectionType;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.Collections;
import io.arangobatch.request.Documents;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Collections: made, described, counted, changed and dropped. */
class CollectionsTest extends OperationTest {

    private static final CollectionOptions NONE = CollectionOptions.none();

    @Test
    void aNewCollectionIsDescribed() {
        CollectionInfo made = run(Collections.create("courses", NONE));

        assertThat(made.name()).isEqualTo("courses");
        assertThat(made.type()).isEqualTo(CollectionType.DOCUMENT);
        assertThat(made.system()).isFalse();
        assertThat(made.id()).isNotEmpty();
        assertThat(run(Collections.exists("courses"))).isTrue();
    }

    @Test
    void anEdgeCollectionIsMadeWithItsProperties() {
        run(Collections.create(
                "attends",
                NONE.type(CollectionType.EDGE)
                        .waitForSync(true)
                        .property("keyOptions", Map.of("type", "autoincrement", "offset", 5))));

        CollectionInfo properties = run(Collections.properties("attends"));
        assertThat(properties.type()).isEqualTo(CollectionType.EDGE);
        assertThat(properties.properties().path("waitForSync").asBoolean()).isTrue();
        assertThat(properties.properties().at("/keyOptions/type").asText()).isEqualTo("autoincrement");
    }

    @Test
    void aSecondCollectionOfANameIsRefused() {
        assertThatThrownBy(() -> run(Collections.create(STUDENTS, NONE)))
                .isInstanceOfSatisfying(CollectionException.class, e -> {
                    assertThat(e.status()).isEqualTo(409);
                    assertThat(e.errorNum()).isEqualTo(1207);
                });
    }

    @Test
    void propertiesAreChanged() {
        run(Collections.changeProperties(STUDENTS, NONE.waitForSync(true)));

        assertThat(run(Collections.properties(STUDENTS))
                        .properties()
                        .path("waitForSync")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void documentsAreCountedAndTruncated() {
        run(Documents.insert(STUDENTS, Map.of("_key", "Kris")));
        run(Documents.insert(STUDENTS, Map.of("_key", "Rita")));
        assertThat(run(Collections.count(STUDENTS))).isEqualTo(2);

        assertThat(run(Collections.truncate(STUDENTS)).name()).isEqualTo(STUDENTS);

        assertThat(run(Collections.count(STUDENTS))).isZero();
    }

    @Test
    void aRenamedCollectionKeepsItsDocuments() {
        run(Documents.insert(STUDENTS, Map.of("_key", "Kris")));

        assertThat(run(Collections.rename(STUDENTS, "pupils")).name()).isEqualTo("pupils");

        assertThat(run(Collections.count("pupils"))).isEqualTo(1);
        assertThat(run(Collections.exists(STUDENTS))).isFalse();
    }

    @Test
    void theListNamesSystemCollectionsOnlyWhereAsked() {
        assertThat(run(Collections.list(true))).extracting(CollectionInfo::name).containsExactly(STUDENTS);
        assertThat(run(Collections.list(false)))
                .filteredOn(CollectionInfo::system)
                .extracting(CollectionInfo::name)
                .allMatch(name -> name.startsWith("_"))
                .contains("_users");
    }

    @Test
    void aDroppedCollectionIsGone() {
        String id = run(Collections.properties(STUDENTS)).id();

        assertThat(run(Collections.drop(STUDENTS))).isEqualTo(id);

        assertThat(run(Collections.exists(STUDENTS))).isFalse();
        assertThatThrownBy(() -> run(Collections.count(STUDENTS)))
                .isInstanceOfSatisfying(
                        CollectionException.class, e -> assertThat(e.errorNum()).isEqualTo(1203));
    }
}
