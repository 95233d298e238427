package io.arangobatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TckCatalogTest {

    @Test
    void everyIdIsUsedOnce() {
        List<String> ids = TckCatalog.tests().stream().map(TckTest::id).toList();
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(200);
    }

    @Test
    void everyIdIsATopicAndWords() {
        assertThat(TckCatalog.ids()).allMatch(id -> id.matches("[a-z]+\\.[a-z0-9]+([.-][a-z0-9]+)*"));
    }

    @Test
    void everyContractAndEveryHintIsASentence() {
        assertThat(TckCatalog.tests())
                .allSatisfy(test -> assertThat(test.contract()).matches("[A-Za-z0-9].*\\."))
                .allSatisfy(test -> assertThat(test.check()).matches("[A-Z].*\\."));
    }

    @Test
    void aTestThatNeedsACapabilityIsOfThatLevel() {
        assertThat(TckCatalog.tests())
                .allSatisfy(test -> assertThat(test.level() == TckLevel.CAPABILITY)
                        .as(test.id())
                        .isEqualTo(test.requires().length > 0));
    }

    @Test
    void everyTestSaysInWhichUseItRuns() {
        assertThat(TckCatalog.tests())
                .allSatisfy(test -> assertThat(test.uses()).as(test.id()).isNotEmpty());
    }
}
