package io.arangobatch.tck.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.request.ArangoRequest;
import java.util.List;
import java.util.function.Supplier;

/** Runs sessions in every way that a server allows, and stops at the first difference. */
final class Comparison {

    /** Every so many sessions run without results as well. */
    private static final int WITHOUT_RESULTS = 3;

    private final Subject subject;
    private final String where;
    private long requests;
    private long together;

    Comparison(Subject subject, String where) {
        this.subject = subject;
        this.where = where;
    }

    void run(long seed) {
        List<ArangoRequest<?>> session = RandomSession.of(seed);
        Outcome expected = subject.runOneByOne(session);
        for (Variant variant : subject.variants()) {
            Outcome found = subject.run(session, variant);
            Place place = new Place(seed, variant.toString());
            requireEqual(expected.lines(), found.lines(), session, place);
            requireEqual(expected.failed(), found.failed(), place);
            count(session, variant, found);
            if (seed % WITHOUT_RESULTS == 0) {
                runWithoutResults(session, expected, seed, variant);
            }
        }
    }

    private void runWithoutResults(List<ArangoRequest<?>> session, Outcome expected, long seed, Variant variant) {
        Outcome found = subject.runWithoutResults(session, variant);
        Place place = new Place(seed, variant + ", without results");
        requireEqual(expected.failed(), found.failed(), place);
        requireEqual(expected.data(), found.data(), List.of(), place);
    }

    private void count(List<ArangoRequest<?>> session, Variant variant, Outcome found) {
        if (variant.coalesce()) {
            requests += session.size();
            together += found.wireRequests();
        } else {
            assertThat(found.wireRequests()).isEqualTo(session.size());
        }
    }

    /** Otherwise all of this has compared nothing. */
    void requireThatNeighboursTravelledTogether() {
        assertThat(together).as("wire requests for %d requests", requests).isLessThan(requests * 3 / 4);
    }

    private void requireEqual(List<String> expected, List<String> found, List<ArangoRequest<?>> session, Place place) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String due = i < expected.size() ? expected.get(i) : "nothing";
            String came = i < found.size() ? found.get(i) : "nothing";
            String what = i < session.size() ? "request " + i + ", " + session.get(i) : "a stored document";
            require(due.equals(came), place, () -> what + "\n  one by one: " + due + "\n  here:       " + came);
        }
    }

    private void requireEqual(int expected, int found, Place place) {
        require(expected == found, place, () -> expected + " requests fail one by one, and " + found + " were counted");
    }

    private record Place(long seed, String way) {}

    private void require(boolean equal, Place place, Supplier<String> difference) {
        if (!equal) {
            throw new AssertionError("seed " + place.seed() + " on " + where + ", " + place.way() + ": "
                    + difference.get() + "\nrun it again with -Dtest=EquivalenceTest -D" + EquivalenceTest.PROPERTIES
                    + "seed=" + place.seed());
        }
    }
}
