package io.arangobatch.tck.server.store;

import org.jspecify.annotations.Nullable;

/** A write: the document before and after it, where there was one. */
public record Change(@Nullable Document before, @Nullable Document after) {
    /** The document after an insert, update or replace. */
    public Document stored() {
        if (after == null) {
            throw new IllegalStateException("a removal leaves nothing");
        }
        return after;
    }

    /** The document that an update, replace or removal found. */
    public Document found() {
        if (before == null) {
            throw new IllegalStateException("an insert finds nothing");
        }
        return before;
    }
}
