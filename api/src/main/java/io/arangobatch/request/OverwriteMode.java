package io.arangobatch.request;

import java.util.Locale;

/** What an insert does when the key is there already. Servers know it from 3.7 on. */
public enum OverwriteMode {

    /** Leaves the stored document as it is and reports success. */
    IGNORE,

    /** Replaces the stored document. */
    REPLACE,

    /** Updates the stored document. */
    UPDATE,

    /** Fails with 1210, as without an overwrite mode. */
    CONFLICT;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
