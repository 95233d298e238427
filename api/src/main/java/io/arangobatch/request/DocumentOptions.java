package io.arangobatch.request;

import io.arangobatch.ArangoRequestException;
import io.arangobatch.internal.text.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Options of document operations. Immutable; each setter returns a changed copy. What is not set is left to the server's default. An option that
 * an operation does not know is refused when the request is made.
 */
public final class DocumentOptions {

    private static final DocumentOptions NONE = new DocumentOptions(Map.of(), Map.of());

    private final Map<String, String> parameters;
    private final Map<String, String> preconditions;

    private DocumentOptions(Map<String, String> parameters, Map<String, String> preconditions) {
        this.parameters = parameters;
        this.preconditions = preconditions;
    }

    /**
     * Returns options in which nothing is set.
     *
     * @return the options to start from
     */
    public static DocumentOptions none() {
        return NONE;
    }

    /**
     * Sets whether the server answers only when the write is on disk.
     *
     * @param value the collection's setting by default
     * @return the changed options
     */
    public DocumentOptions waitForSync(boolean value) {
        return with("waitForSync", value);
    }

    /**
     * Sets whether the answer brings the document as it is after the write.
     *
     * @param value {@code false} by default
     * @return the changed options
     */
    public DocumentOptions returnNew(boolean value) {
        return with("returnNew", value);
    }

    /**
     * Sets whether the answer brings the document as it was before the write.
     *
     * @param value {@code false} by default
     * @return the changed options
     */
    public DocumentOptions returnOld(boolean value) {
        return with("returnOld", value);
    }

    /**
     * Sets whether the answer says nothing but errors, which saves bytes.
     *
     * @param value {@code false} by default
     * @return the changed options
     */
    public DocumentOptions silent(boolean value) {
        return with("silent", value);
    }

    /**
     * Sets what an insert does when the key is there already.
     *
     * @param mode {@link OverwriteMode#CONFLICT} by default
     * @return the changed options
     */
    public DocumentOptions overwriteMode(OverwriteMode mode) {
        return with("overwriteMode", mode.wireName());
    }

    /**
     * Sets whether an update with a {@code null} stores it ({@code true}) or removes the attribute ({@code false}).
     *
     * @param value {@code true} by default
     * @return the changed options
     */
    public DocumentOptions keepNull(boolean value) {
        return with("keepNull", value);
    }

    /**
     * Sets whether an update merges objects ({@code true}) or replaces them ({@code false}).
     *
     * @param value {@code true} by default
     * @return the changed options
     */
    public DocumentOptions mergeObjects(boolean value) {
        return with("mergeObjects", value);
    }

    /**
     * Sets whether a {@code _rev} in the document is ignored ({@code true}) or must be the stored one ({@code false}). Servers such as 3.2 heed
     * {@code false} in requests for many documents only.
     *
     * @param value {@code true} by default
     * @return the changed options
     */
    public DocumentOptions ignoreRevs(boolean value) {
        return with("ignoreRevs", value);
    }

    /**
     * Demands that the stored document has this revision; otherwise a read gives nothing and a write fails with HTTP 412, errorNum 1200.
     *
     * @param rev a revision as the server gave it
     * @return the changed options
     * @throws ArangoRequestException if the text cannot be a revision
     */
    public DocumentOptions ifMatch(String rev) {
        return withPrecondition("If-Match", rev);
    }

    /**
     * Demands that the stored document has another revision; otherwise a read gives nothing.
     *
     * @param rev a revision as the server gave it
     * @return the changed options
     * @throws ArangoRequestException if the text cannot be a revision
     */
    public DocumentOptions ifNoneMatch(String rev) {
        return withPrecondition("If-None-Match", rev);
    }

    private DocumentOptions with(String name, Object value) {
        return new DocumentOptions(added(parameters, name, value.toString()), preconditions);
    }

    private DocumentOptions withPrecondition(String header, String rev) {
        Names.refuseControls("revision", rev);
        if (rev.isEmpty() || rev.indexOf('"') >= 0) {
            throw new ArangoRequestException(
                    "the revision \"" + rev + "\" is none; give the text of _rev as the server gave it");
        }
        return new DocumentOptions(parameters, added(preconditions, header, '"' + rev + '"'));
    }

    private static Map<String, String> added(Map<String, String> map, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(map);
        changed.put(name, value);
        return Map.copyOf(changed);
    }

    /** Adds what is set to a request, or refuses what its operation does not know. */
    ArangoRequest<?> applyTo(ArangoRequest<?> request, String operation, Set<String> known) {
        if (parameters.isEmpty() && preconditions.isEmpty()) {
            return request;
        }
        ArangoRequest<?> changed = request;
        for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
            requireKnown(operation, known, parameter.getKey());
            changed = changed.query(parameter.getKey(), parameter.getValue());
        }
        for (Map.Entry<String, String> precondition : preconditions.entrySet()) {
            requireKnown(operation, known, precondition.getKey());
            changed = changed.header(precondition.getKey(), precondition.getValue());
        }
        return changed;
    }

    private static void requireKnown(String operation, Set<String> known, String option) {
        if (!known.contains(option)) {
            throw new ArangoRequestException("the option " + option + " means nothing to the operation " + operation
                    + ", which knows " + String.join(", ", new TreeSet<>(known)));
        }
    }
}
