package io.arangobatch.tck.server.aql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading and writing collections, and what is counted of it. */
class AqlDataTest {
    private MemoryAqlStore store;

    @BeforeEach
    void fill() {
        store = Aql.emptyStore().create("c", false).create("other", false);
        for (int i = 0; i < 4; i++) {
            store.add("c", "{'_key': '" + i + "', 'n': " + i + "}");
        }
    }

    private String stats(String query) {
        AqlResult.Stats s = Aql.run(store, query).stats();
        return "writes " + s.writesExecuted() + "/" + s.writesIgnored() + " full " + s.scannedFull() + " index "
                + s.scannedIndex() + " filtered " + s.filtered();
    }

    @Test
    void aScanCountsEachDocumentAndAFilterWhatItDrops() {
        assertThat(stats("FOR d IN c FILTER d.n > 0 RETURN d")).isEqualTo("writes 0/0 full 4 index 0 filtered 1");
    }

    @Test
    void aLookUpByKeyOrIdUsesTheIndex() {
        assertThat(stats("FOR d IN c FILTER d._key == '2' RETURN d")).isEqualTo("writes 0/0 full 0 index 1 filtered 0");
        assertThat(Aql.rows(store, "FOR d IN c FILTER 'c/2' == d._id && d.n == 2 RETURN d.n"))
                .isEqualTo("[2]");
        assertThat(stats("FOR d IN c FILTER d._key IN ['3', '1', '3', 'x'] RETURN d"))
                .isEqualTo("writes 0/0 full 0 index 2 filtered 0");
        assertThat(stats("FOR i IN ['1', '2'] FOR d IN c FILTER d._key == i FILTER d.n > 1 RETURN d"))
                .isEqualTo("writes 0/0 full 0 index 2 filtered 1");
    }

    @Test
    void aLimitStopsTheScan() {
        assertThat(stats("FOR d IN c LIMIT 2 RETURN d")).isEqualTo("writes 0/0 full 2 index 0 filtered 0");
    }

    @Test
    void partsOfAFilterMoveInFrontOfLoopsTheyDoNotNeed() {
        assertThat(stats("FOR a IN c FOR b IN c FILTER b.n < 2 && a.n == 1 RETURN b"))
                .isEqualTo("writes 0/0 full 8 index 0 filtered 5");
    }

    @Test
    void aSubqueryThatDoesNotDependOnTheLoopRunsOnce() {
        assertThat(stats("FOR a IN c LET ns = (FOR b IN c RETURN b.n) RETURN ns"))
                .isEqualTo("writes 0/0 full 8 index 0 filtered 0");
    }

    @Test
    void documentsAreFoundByIdAndByKey() {
        assertThat(Aql.rows(store, "RETURN [DOCUMENT('c/1').n, DOCUMENT(c, '2').n, DOCUMENT('c', ['3', 'x'])[*].n]"))
                .isEqualTo("[[1,2,[3]]]");
        assertThat(Aql.rows(store, "RETURN [DOCUMENT('no/1'), DOCUMENT('c/9'), LENGTH(c)]"))
                .isEqualTo("[[null,null,4]]");
    }

    @Test
    void writesShowTheDocumentBeforeAndAfter() {
        assertThat(Aql.rows(store, "INSERT {_key: 'x', a: {b: 1}} INTO c RETURN NEW.a"))
                .isEqualTo("[{'b':1}]");
        assertThat(Aql.rows(store, "UPDATE {_key: 'x'} WITH {a: {c: 2}} IN c RETURN [OLD.a, NEW.a]"))
                .isEqualTo("[[{'b':1},{'b':1,'c':2}]]");
        assertThat(Aql.rows(store, "UPDATE 'x' WITH {a: {d: 3}} IN c OPTIONS {mergeObjects: false} RETURN NEW.a"))
                .isEqualTo("[{'d':3}]");
        assertThat(Aql.rows(store, "UPDATE {_key: 'x', a: null} IN c OPTIONS {keepNull: false} RETURN HAS(NEW, 'a')"))
                .isEqualTo("[false]");
        assertThat(Aql.rows(store, "REPLACE {_key: 'x', z: 1} IN c RETURN KEEP(NEW, 'z', 'a')"))
                .isEqualTo("[{'z':1}]");
        assertThat(Aql.rows(store, "REMOVE {_key: 'x'} IN c RETURN OLD.z")).isEqualTo("[1]");
        assertThat(store.count("c")).isEqualTo(4);
    }

    @Test
    void aQueryDoesNotSeeItsOwnWrites() {
        assertThat(stats("FOR d IN c INSERT {from: d._key} INTO c")).isEqualTo("writes 4/0 full 4 index 0 filtered 0");
        assertThat(store.count("c")).isEqualTo(8);
    }

    @Test
    void anUpsertWritesWhatItFindsOrInserts() {
        String upsert =
                "UPSERT {n: 3} INSERT {n: 3, new: true} UPDATE {hits: OLD.hits + 1} IN c RETURN [OLD == null, NEW.hits]";
        assertThat(Aql.rows(store, upsert)).isEqualTo("[[false,1]]");
        assertThat(Aql.rows(store, upsert.replace("3", "33"))).isEqualTo("[[true,null]]");
        assertThat(Aql.rows(store, "UPSERT {_key: '1'} INSERT {} REPLACE {only: 1} IN c RETURN [NEW.n, NEW.only]"))
                .isEqualTo("[[null,1]]");
    }

    @Test
    void ignoredErrorsAreCounted() {
        assertThat(stats("FOR k IN ['1', 'no', '2'] REMOVE k IN c OPTIONS {ignoreErrors: true}"))
                .isEqualTo("writes 2/1 full 0 index 0 filtered 0");
    }

    @Test
    void writesFailWithTheStoresError() {
        assertThat(Aql.error(store, "INSERT {_key: '1'} INTO c"))
                .isEqualTo("1210 AQL: unique constraint violated (while executing)");
        assertThat(Aql.error(store, "REMOVE 'no' IN c")).isEqualTo("1202 AQL: document not found (while executing)");
        assertThat(Aql.error(store, "INSERT 1 INTO c")).isEqualTo("1227 AQL: invalid document type (while executing)");
        assertThat(Aql.error(store, "REMOVE 1 IN c")).isEqualTo("1227 AQL: invalid document type (while executing)");
        assertThat(Aql.error(store, "UPDATE '1' WITH 12 IN c"))
                .isEqualTo("1227 AQL: expecting 'Object', got: int while handling: UpdateNode (while executing)");
        assertThat(Aql.error(store, "UPDATE 1 WITH {} IN c"))
                .isEqualTo("1226 AQL: missing document key (while executing)");
        assertThat(Aql.error(store, "REMOVE {a: 1} IN c"))
                .isEqualTo("1226 AQL: missing document key (while executing)");
    }

    @Test
    void whatWasWrittenCannotBeReadAgain() {
        assertThat(Aql.error(store, "INSERT {} INTO c FOR d IN c RETURN d"))
                .isEqualTo("1579 AQL: access after data-modification by collection 'c' (while optimizing ast)");
        assertThat(Aql.error(store, "INSERT {} INTO c RETURN DOCUMENT('other/1')"))
                .isEqualTo("1579 AQL: access after data-modification by function DOCUMENT (while optimizing ast)");
        assertThat(Aql.error(store, "FOR d IN c LET x = (INSERT {} INTO c) RETURN x"))
                .isEqualTo("1579 AQL: access after data-modification by collection 'c' (while optimizing ast)");
    }

    @Test
    void theFirstMissingCollectionByNameIsReported() {
        assertThat(Aql.error(store, "FOR z IN zz FOR a IN aa RETURN 1"))
                .isEqualTo("1203 AQL: collection not found: aa (while parsing)");
    }

    @Test
    void collectionsTellTheirNames() {
        assertThat(Aql.rows(store, "RETURN COLLECTIONS()[*].name")).isEqualTo("[['c','other']]");
    }
}
