package io.arangobatch.request;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Options of an import. Immutable; each setter returns a changed copy. What is not set is left to the server's default. */
public final class ImportOptions {

    private static final ImportOptions NONE = new ImportOptions(Map.of());

    /** What an import does with a document whose key is there already. */
    public enum OnDuplicate {

        /** Counts an error. */
        ERROR,

        /** Updates the stored document. */
        UPDATE,

        /** Replaces the stored document. */
        REPLACE,

        /** Leaves the stored document as it is. */
        IGNORE
    }

    private final Map<String, String> parameters;

    private ImportOptions(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns options in which nothing is set.
     *
     * @return the options to start from
     */
    public static ImportOptions none() {
        return NONE;
    }

    /**
     * Sets whether any error makes the whole import fail.
     *
     * @param value {@code false} by default
     * @return the changed options
     */
    public ImportOptions complete(boolean value) {
        return with("complete", String.valueOf(value));
    }

    /**
     * Sets whether the answer tells about each refused document.
     *
     * @param value {@code false} by default
     * @return the changed options
     */
    public ImportOptions details(boolean value) {
        return with("details", String.valueOf(value));
    }

    /**
     * Sets what happens with documents that are there already.
     *
     * @param value {@link OnDuplicate#ERROR} by default
     * @return the changed options
     */
    public ImportOptions onDuplicate(OnDuplicate value) {
        return with("onDuplicate", value.name().toLowerCase(Locale.ROOT));
    }

    /**
     * Sets whether the collection is emptied first.
     *
     * @param value {@code false} by default
     * @return the changed options
     */
    public ImportOptions overwrite(boolean value) {
        return with("overwrite", String.valueOf(value));
    }

    /**
     * Sets whether the server answers only when the documents are on disk.
     *
     * @param value {@code false} by default
     * @return the changed options
     */
    public ImportOptions waitForSync(boolean value) {
        return with("waitForSync", String.valueOf(value));
    }

    private ImportOptions with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(parameters);
        changed.put(name, value);
        return new ImportOptions(changed);
    }

    ArangoRequest<?> applyTo(ArangoRequest<?> request) {
        ArangoRequest<?> changed = request;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            changed = changed.query(parameter.getKey(), parameter.getValue());
        }
        return changed;
    }
}
