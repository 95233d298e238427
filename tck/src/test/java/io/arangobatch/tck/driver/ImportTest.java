package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.DocumentException;
import io.arangobatch.model.ImportResult;
import io.arangobatch.request.Collections;
import io.arangobatch.request.Documents;
import io.arangobatch.request.ImportOptions;
import io.arangobatch.request.ImportOptions.OnDuplicate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Imports: many documents in one request, some of them wrong. */
class ImportTest extends OperationTest {

    private static final List<Map<String, Object>> TWO_KRIS =
            List.of(Map.of("_key", "Kris", "n", 1), Map.of("_key", "Kris", "n", 2), Map.of("_key", "Rita"));

    private ImportResult importAll(ImportOptions options) {
        return run(Documents.importAll(STUDENTS, TWO_KRIS, options));
    }

    @Test
    void goodDocumentsAreStoredAndBadOnesCounted() {
        ImportResult result = importAll(ImportOptions.none().waitForSync(true));

        assertThat(result.created()).isEqualTo(2);
        assertThat(result.errors()).isEqualTo(1);
        assertThat(result.details()).isEmpty();
        assertThat(run(Collections.count(STUDENTS))).isEqualTo(2);
    }

    @Test
    void whatWasWrongIsToldWhereAsked() {
        ImportResult result = importAll(ImportOptions.none().details(true));

        assertThat(result.details()).singleElement().asString().contains("unique constraint violated");
    }

    @Test
    void duplicatesUpdateReplaceOrAreIgnored() {
        assertThat(importAll(ImportOptions.none().onDuplicate(OnDuplicate.UPDATE))
                        .updated())
                .isEqualTo(1);
        assertThat(importAll(ImportOptions.none().onDuplicate(OnDuplicate.REPLACE))
                        .updated())
                .isEqualTo(3);
        assertThat(importAll(ImportOptions.none().onDuplicate(OnDuplicate.IGNORE))
                        .ignored())
                .isEqualTo(3);
        assertThat(importAll(ImportOptions.none().onDuplicate(OnDuplicate.ERROR))
                        .errors())
                .isEqualTo(3);
    }

    @Test
    void anOverwritingImportReplacesTheCollection() {
        run(Documents.insert(STUDENTS, Map.of("_key", "Jake")));

        importAll(ImportOptions.none().overwrite(true));

        assertThat(run(Documents.exists(STUDENTS, "Jake"))).isFalse();
        assertThat(run(Collections.count(STUDENTS))).isEqualTo(2);
    }

    @Test
    void aCompleteImportStoresAllOrNothing() {
        assertThatThrownBy(() -> importAll(ImportOptions.none().complete(true)))
                .isInstanceOfSatisfying(DocumentException.class, e -> {
                    assertThat(e.status()).isEqualTo(409);
                    assertThat(e.errorNum()).isEqualTo(1210);
                });
        assertThat(run(Collections.count(STUDENTS))).isZero();
    }
}
