package io.arangobatch.tck.benchmark.driver7;

import com.arangodb.entity.DocumentEntity;

/** Sees to it that results are looked at, as with the other contenders. */
final class Checks {

    private Checks() {}

    static void stored(DocumentEntity metadata) {
        if (metadata.getKey().isEmpty()) {
            throw new IllegalStateException("an answer holds no key");
        }
    }

    static void found(Object value) {
        if (value == null) {
            throw new IllegalStateException("an answer holds nothing");
        }
    }
}
