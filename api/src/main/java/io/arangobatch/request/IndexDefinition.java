package io.arangobatch.request;

import io.arangobatch.ArangoRequestException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a new index shall be. Immutable; each setter returns a changed copy.
 *
 * <p>The factories cover the types of 3.x; which of them a server knows depends on its version, and it refuses the others with errorNum 10. All
 * throw {@link ArangoRequestException} if no field is given.
 */
public final class IndexDefinition {

    private final Map<String, Object> members;

    private IndexDefinition(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * A sorted index for look-ups and ranges.
     *
     * @param fields the attributes that it covers
     * @return the definition
     */
    public static IndexDefinition persistent(String... fields) {
        return of("persistent", List.of(fields));
    }

    /**
     * A hash index; an alias of persistent on servers with RocksDB, gone in 4.x.
     *
     * @param fields the attributes that it covers
     * @return the definition
     */
    public static IndexDefinition hash(String... fields) {
        return of("hash", List.of(fields));
    }

    /**
     * A skip-list index; an alias of persistent on servers with RocksDB, gone in 4.x.
     *
     * @param fields the attributes that it covers
     * @return the definition
     */
    public static IndexDefinition skiplist(String... fields) {
        return of("skiplist", List.of(fields));
    }

    /**
     * A geographic index.
     *
     * @param fields one attribute with a pair, or one for the latitude and one for the longitude
     * @return the definition
     */
    public static IndexDefinition geo(String... fields) {
        return of("geo", List.of(fields));
    }

    /**
     * A full-text index.
     *
     * @param field the attribute that it covers
     * @return the definition
     */
    public static IndexDefinition fulltext(String field) {
        return of("fulltext", List.of(field));
    }

    /**
     * An index that removes documents when they expire; from 3.5 on.
     *
     * @param field an attribute with a time
     * @param expireAfter how long after that time a document expires, sent in whole seconds
     * @return the definition
     */
    public static IndexDefinition ttl(String field, Duration expireAfter) {
        return of("ttl", List.of(field)).option("expireAfter", expireAfter.toSeconds());
    }

    /**
     * A multi-dimensional index of numbers; 3.9 to 3.11, called {@link #mdi} since 3.12.
     *
     * @param fields the attributes that it covers
     * @return the definition
     */
    public static IndexDefinition zkd(String... fields) {
        return of("zkd", List.of(fields)).option("fieldValueTypes", "double");
    }

    /**
     * A multi-dimensional index of numbers; from 3.12 on.
     *
     * @param fields the attributes that it covers
     * @return the definition
     */
    public static IndexDefinition mdi(String... fields) {
        return of("mdi", List.of(fields)).option("fieldValueTypes", "double");
    }

    /**
     * An inverted index for search; from 3.10 on.
     *
     * @param fields the attributes that it covers
     * @return the definition
     */
    public static IndexDefinition inverted(String... fields) {
        return of("inverted", List.of(fields));
    }

    /**
     * An index of any type.
     *
     * @param type the type as the server knows it
     * @param fields the attributes that it covers
     * @return the definition
     */
    public static IndexDefinition of(String type, List<String> fields) {
        if (fields.isEmpty()) {
            throw new ArangoRequestException("the index of type " + type + " covers no field; give at least one");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type);
        members.put("fields", List.copyOf(fields));
        return new IndexDefinition(members);
    }

    /**
     * Sets whether no two documents may agree in the fields.
     *
     * @param value {@code false} by default
     * @return the changed definition
     */
    public IndexDefinition unique(boolean value) {
        return option("unique", value);
    }

    /**
     * Sets whether documents without the fields are left out.
     *
     * @param value {@code false} by default
     * @return the changed definition
     */
    public IndexDefinition sparse(boolean value) {
        return option("sparse", value);
    }

    /**
     * Sets the index's name; from 3.5 on.
     *
     * @param value the name
     * @return the changed definition
     */
    public IndexDefinition name(String value) {
        return option("name", value);
    }

    /**
     * Sets any other member, such as {@code geoJson}, {@code minLength}, {@code deduplicate} or {@code inBackground}.
     *
     * @param name the member's name as the server knows it
     * @param value what the connection's object mapper can write
     * @return the changed definition
     */
    public IndexDefinition option(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.put(name, ArangoRequest.requireValue("index option " + name, value));
        return new IndexDefinition(changed);
    }

    Map<String, Object> members() {
        return members;
    }
}
