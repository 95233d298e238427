package io.arangobatch.request;

import io.arangobatch.model.CollectionType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Properties of a new collection. Immutable; each setter returns a changed copy. What is not set is left to the server's default. */
public final class CollectionOptions {

    private static final CollectionOptions NONE = new CollectionOptions(Map.of());

    private final Map<String, Object> properties;

    private CollectionOptions(Map<String, Object> properties) {
        this.properties = properties;
    }

    /**
     * Returns options in which nothing is set.
     *
     * @return the options to start from
     */
    public static CollectionOptions none() {
        return NONE;
    }

    /**
     * Sets what the collection holds.
     *
     * @param value {@link CollectionType#DOCUMENT} by default
     * @return the changed options
     */
    public CollectionOptions type(CollectionType value) {
        return property("type", value.code());
    }

    /**
     * Sets whether every write waits for the disk.
     *
     * @param value {@code false} by default
     * @return the changed options
     */
    public CollectionOptions waitForSync(boolean value) {
        return property("waitForSync", value);
    }

    /**
     * Sets any other property, such as {@code keyOptions}, {@code numberOfShards} or {@code schema}.
     *
     * @param name the property's name as the server knows it
     * @param value what the connection's object mapper can write
     * @return the changed options
     */
    public CollectionOptions property(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(properties);
        changed.put(name, ArangoRequest.requireValue("property " + name, value));
        return new CollectionOptions(changed);
    }

    Map<String, Object> properties() {
        return properties;
    }
}
