package io.arangobatch.request;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What requests of one kind have in common on one collection with the same options. Making that anew for each operation costs more than the rest of the request,
 * so the latest ones are kept: a few, and never so long that they matter.
 */
final class Prototypes {

    private static final int SLOTS = 64;
    private static final int LONGEST_NAME = 256;

    /** Immutable, so that threads may come across it without further ado. */
    private record Kept(String collection, DocumentOptions options, ArangoRequest<?> prototype) {

        boolean isFor(String otherCollection, DocumentOptions otherOptions) {
            return options == otherOptions && collection.equals(otherCollection);
        }
    }

    private final BiFunction<String, DocumentOptions, ArangoRequest<?>> maker;
    private final AtomicReferenceArray<@Nullable Kept> slots = new AtomicReferenceArray<>(SLOTS);

    /**
     * Begins with none.
     *
     * @param maker makes a request without key and document, or refuses
     */
    Prototypes(BiFunction<String, DocumentOptions, ArangoRequest<?>> maker) {
        this.maker = maker;
    }

    ArangoRequest<?> of(String collection, DocumentOptions options) {
        if (collection == null || collection.length() > LONGEST_NAME) {
            return maker.apply(collection, options);
        }
        int slot = (collection.hashCode() ^ System.identityHashCode(options)) & (SLOTS - 1);
        Kept kept = slots.getPlain(slot);
        if (kept == null || !kept.isFor(collection, options)) {
            kept = new Kept(collection, options, maker.apply(collection, options));
            slots.setPlain(slot, kept);
        }
        return kept.prototype();
    }
}
