package io.arangobatch.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;

/**
 * An index as the server describes it.
 *
 * @param id the handle, such as {@code students/123}
 * @param type the type, such as {@code persistent}
 * @param fields the attributes that it covers
 * @param unique whether no two documents may agree in them
 * @param sparse whether documents without them are left out
 * @param newlyCreated whether the request that gave this answer made the index
 * @param properties the whole description, whose members differ between types and versions
 */
public record IndexInfo(
        String id,
        String type,
        List<String> fields,
        boolean unique,
        boolean sparse,
        boolean newlyCreated,
        JsonNode properties) {

    /**
     * Checks that every component is there and copies the list.
     *
     * @param id the handle, such as {@code students/123}
     * @param type the type, such as {@code persistent}
     * @param fields the attributes that it covers
     * @param unique whether no two documents may agree in them
     * @param sparse whether documents without them are left out
     * @param newlyCreated whether the request that gave this answer made the index
     * @param properties the whole description, whose members differ between types and versions
     */
    public IndexInfo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        fields = List.copyOf(fields);
        Objects.requireNonNull(properties, "properties");
    }
}
