package io.arangobatch.tck.equivalence;

import io.arangobatch.BatchCarrier;

/**
 * A way for a session to travel.
 *
 * @param carrier what carries it
 * @param coalesce whether neighbours are put together
 */
record Variant(BatchCarrier carrier, boolean coalesce) {

    @Override
    public String toString() {
        return carrier + (coalesce ? " with coalescing" : " without coalescing");
    }
}
