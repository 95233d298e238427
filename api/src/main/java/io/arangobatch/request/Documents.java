package io.arangobatch.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.internal.text.Names;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.model.ElementResult;
import io.arangobatch.model.ImportResult;
import io.arangobatch.request.DocumentOperation.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requests about documents. A document is a map, a record, a POJO, a {@code JsonNode} or {@link RawJson}; what comes out is read as the class
 * that the caller names.
 *
 * <p>All methods throw {@link ArangoRequestException} for a name or key that cannot be one, a {@code null} document, and an option that the
 * operation does not know.
 */
public final class Documents {

    private static final Set<String> INSERT =
            Set.of("waitForSync", "returnNew", "returnOld", "silent", "overwriteMode", "keepNull", "mergeObjects");
    private static final Set<String> UPDATE_ALL =
            Set.of("waitForSync", "returnNew", "returnOld", "silent", "keepNull", "mergeObjects", "ignoreRevs");
    private static final Set<String> UPDATE = Set.of(
            "waitForSync", "returnNew", "returnOld", "silent", "keepNull", "mergeObjects", "ignoreRevs", "If-Match");
    private static final Set<String> REPLACE_ALL =
            Set.of("waitForSync", "returnNew", "returnOld", "silent", "ignoreRevs");
    private static final Set<String> REPLACE =
            Set.of("waitForSync", "returnNew", "returnOld", "silent", "ignoreRevs", "If-Match");
    private static final Set<String> DELETE_ALL = Set.of("waitForSync", "returnOld", "silent", "ignoreRevs");
    private static final Set<String> DELETE = Set.of("waitForSync", "returnOld", "silent", "If-Match");
    private static final Set<String> READ = Set.of("If-Match", "If-None-Match");

    private static final String DOCUMENT = "/_api/document";

    private static final Prototypes INSERTS = new Prototypes((collection, options) ->
            options.applyTo(at(collection, "POST"), "insert", INSERT).operating(Kind.INSERT));
    private static final Prototypes READS = new Prototypes((collection, options) ->
            options.applyTo(at(collection, "GET"), "get", READ).operating(Kind.READ));
    private static final Prototypes HEADS =
            new Prototypes((collection, options) -> options.applyTo(at(collection, "HEAD"), "exists", READ));
    private static final Prototypes UPDATES = new Prototypes((collection, options) ->
            options.applyTo(at(collection, "PATCH"), "update", UPDATE).operating(Kind.UPDATE));
    private static final Prototypes REPLACEMENTS = new Prototypes((collection, options) ->
            options.applyTo(at(collection, "PUT"), "replace", REPLACE).operating(Kind.REPLACE));
    private static final Prototypes REMOVALS = new Prototypes((collection, options) ->
            options.applyTo(at(collection, "DELETE"), "delete", DELETE).operating(Kind.REMOVE));

    private Documents() {}

    /**
     * Inserts a document.
     *
     * @param collection the collection's name
     * @param document the document; without {@code _key} the server chooses one
     * @return a request for the new document's metadata
     */
    public static ArangoRequest<DocumentMetadata> insert(String collection, Object document) {
        return insert(collection, document, DocumentOptions.none());
    }

    /**
     * Inserts a document.
     *
     * @param collection the collection's name
     * @param document the document; without {@code _key} the server chooses one
     * @param options {@code waitForSync}, {@code returnNew}, {@code returnOld}, {@code silent}, {@code overwriteMode}, {@code keepNull}, {@code mergeObjects}
     * @return a request for the new document's metadata
     */
    public static ArangoRequest<DocumentMetadata> insert(String collection, Object document, DocumentOptions options) {
        return INSERTS.of(collection, options).filledWith(document(document), DocumentDecoders::metadata);
    }

    /**
     * Inserts many documents by one request.
     *
     * @param collection the collection's name
     * @param documents the documents
     * @param options {@code waitForSync}, {@code returnNew}, {@code returnOld}, {@code silent}, {@code overwriteMode}, {@code keepNull}, {@code mergeObjects}
     * @return a request for what became of each, in the order of the documents; with {@code silent}, of the failed ones only
     */
    public static ArangoRequest<List<ElementResult<DocumentMetadata>>> insertAll(
            String collection, Collection<?> documents, DocumentOptions options) {
        return options.applyTo(many(collection, "POST", documents), "insertAll", INSERT)
                .decodedBy(DocumentDecoders::metadataOfMany);
    }

    /**
     * Reads a document.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @param type the class to read it as
     * @param <T> that class
     * @return a request for the document; empty if it is missing
     */
    public static <T> ArangoRequest<Optional<T>> get(String collection, String key, Class<T> type) {
        return get(collection, key, type, DocumentOptions.none());
    }

    /**
     * Reads a document.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @param type the class to read it as
     * @param options {@code ifMatch}, {@code ifNoneMatch}
     * @param <T> that class
     * @return a request for the document; empty if it is missing or a precondition fails
     */
    public static <T> ArangoRequest<Optional<T>> get(
            String collection, String key, Class<T> type, DocumentOptions options) {
        return READS.of(collection, options)
                .filledWith(key(key), Body.None.INSTANCE, response -> DocumentDecoders.document(response, type));
    }

    /**
     * Reads many documents by one request.
     *
     * @param collection the collection's name
     * @param keys the documents' keys
     * @param type the class to read them as
     * @param <T> that class
     * @return a request for what was found, in the order of the keys; a missing document is an error of its element
     */
    public static <T> ArangoRequest<List<ElementResult<T>>> getAll(
            String collection, Collection<String> keys, Class<T> type) {
        return many(collection, "PUT", keys)
                .query("onlyget", true)
                .decodedBy(response -> DocumentDecoders.documents(response, type));
    }

    /**
     * Asks whether a document exists.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @return a request that gives {@code false} for a missing document and also for a missing collection, which the server's answer does not tell apart
     */
    public static ArangoRequest<Boolean> exists(String collection, String key) {
        return exists(collection, key, DocumentOptions.none());
    }

    /**
     * Asks whether a document exists and meets a precondition.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @param options {@code ifMatch}, {@code ifNoneMatch}
     * @return a request that gives {@code false} for a missing document, a missing collection, and a failed precondition
     */
    public static ArangoRequest<Boolean> exists(String collection, String key, DocumentOptions options) {
        return HEADS.of(collection, options).filledWith(key(key), Body.None.INSTANCE, DocumentDecoders::exists);
    }

    /**
     * Changes some attributes of a document.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @param patch the attributes to change
     * @return a request for the changed document's metadata; a missing document is an error
     */
    public static ArangoRequest<DocumentMetadata> update(String collection, String key, Object patch) {
        return update(collection, key, patch, DocumentOptions.none());
    }

    /**
     * Changes some attributes of a document.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @param patch the attributes to change
     * @param options {@code waitForSync}, {@code returnNew}, {@code returnOld}, {@code silent}, {@code keepNull}, {@code mergeObjects}, {@code ignoreRevs}, {@code ifMatch}
     * @return a request for the changed document's metadata; a missing document is an error
     */
    public static ArangoRequest<DocumentMetadata> update(
            String collection, String key, Object patch, DocumentOptions options) {
        return UPDATES.of(collection, options).filledWith(key(key), document(patch), DocumentDecoders::metadata);
    }

    /**
     * Changes some attributes of a document, if it has a certain revision.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @param rev the revision that it must have
     * @param patch the attributes to change
     * @param options as for {@link #update(String, String, Object, DocumentOptions)}
     * @return a request for the changed document's metadata; empty if the document is missing or has another revision
     */
    public static ArangoRequest<Optional<DocumentMetadata>> updateIfRevision(
            String collection, String key, String rev, Object patch, DocumentOptions options) {
        return update(collection, key, patch, options.ifMatch(rev)).decodedBy(DocumentDecoders::metadataIfMatched);
    }

    /**
     * Changes some attributes of many documents by one request.
     *
     * @param collection the collection's name
     * @param patches for each document an object with its {@code _key} and the attributes to change
     * @param options {@code waitForSync}, {@code returnNew}, {@code returnOld}, {@code silent}, {@code keepNull}, {@code mergeObjects}, {@code ignoreRevs}
     * @return a request for what became of each, in the order of the patches; with {@code silent}, of the failed ones only
     */
    public static ArangoRequest<List<ElementResult<DocumentMetadata>>> updateAll(
            String collection, Collection<?> patches, DocumentOptions options) {
        return options.applyTo(many(collection, "PATCH", patches), "updateAll", UPDATE_ALL)
                .decodedBy(DocumentDecoders::metadataOfMany);
    }

    /**
     * Puts another document in the place of one.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @param document the new document
     * @return a request for the new document's metadata; a missing document is an error
     */
    public static ArangoRequest<DocumentMetadata> replace(String collection, String key, Object document) {
        return replace(collection, key, document, DocumentOptions.none());
    }

    /**
     * Puts another document in the place of one.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @param document the new document
     * @param options {@code waitForSync}, {@code returnNew}, {@code returnOld}, {@code silent}, {@code ignoreRevs}, {@code ifMatch}
     * @return a request for the new document's metadata; a missing document is an error
     */
    public static ArangoRequest<DocumentMetadata> replace(
            String collection, String key, Object document, DocumentOptions options) {
        return REPLACEMENTS
                .of(collection, options)
                .filledWith(key(key), document(document), DocumentDecoders::metadata);
    }

    /**
     * Puts another document in the place of one, if that has a certain revision.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @param rev the revision that it must have
     * @param document the new document
     * @param options as for {@link #replace(String, String, Object, DocumentOptions)}
     * @return a request for the new document's metadata; empty if the document is missing or has another revision
     */
    public static ArangoRequest<Optional<DocumentMetadata>> replaceIfRevision(
            String collection, String key, String rev, Object document, DocumentOptions options) {
        return replace(collection, key, document, options.ifMatch(rev)).decodedBy(DocumentDecoders::metadataIfMatched);
    }

    /**
     * Replaces many documents by one request.
     *
     * @param collection the collection's name
     * @param documents the new documents, each with the {@code _key} of the one it replaces
     * @param options {@code waitForSync}, {@code returnNew}, {@code returnOld}, {@code silent}, {@code ignoreRevs}
     * @return a request for what became of each, in the order of the documents; with {@code silent}, of the failed ones only
     */
    public static ArangoRequest<List<ElementResult<DocumentMetadata>>> replaceAll(
            String collection, Collection<?> documents, DocumentOptions options) {
        return options.applyTo(many(collection, "PUT", documents), "replaceAll", REPLACE_ALL)
                .decodedBy(DocumentDecoders::metadataOfMany);
    }

    /**
     * Removes a document.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @return a request for the removed document's metadata; a missing document is an error
     */
    public static ArangoRequest<DocumentMetadata> delete(String collection, String key) {
        return delete(collection, key, DocumentOptions.none());
    }

    /**
     * Removes a document.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @param options {@code waitForSync}, {@code returnOld}, {@code silent}, {@code ifMatch}
     * @return a request for the removed document's metadata; a missing document is an error
     */
    public static ArangoRequest<DocumentMetadata> delete(String collection, String key, DocumentOptions options) {
        return REMOVALS.of(collection, options).filledWith(key(key), Body.None.INSTANCE, DocumentDecoders::metadata);
    }

    /**
     * Removes a document, if it has a certain revision.
     *
     * @param collection the collection's name
     * @param key the document's key
     * @param rev the revision that it must have
     * @param options as for {@link #delete(String, String, DocumentOptions)}
     * @return a request for the removed document's metadata; empty if the document is missing or has another revision
     */
    public static ArangoRequest<Optional<DocumentMetadata>> deleteIfRevision(
            String collection, String key, String rev, DocumentOptions options) {
        return delete(collection, key, options.ifMatch(rev)).decodedBy(DocumentDecoders::metadataIfMatched);
    }

    /**
     * Removes many documents by one request.
     *
     * @param collection the collection's name
     * @param keys the documents' keys, or objects with {@code _key} and perhaps {@code _rev}
     * @param options {@code waitForSync}, {@code returnOld}, {@code silent}, {@code ignoreRevs}
     * @return a request for what became of each, in the order of the keys; with {@code silent}, of the failed ones only
     */
    public static ArangoRequest<List<ElementResult<DocumentMetadata>>> deleteAll(
            String collection, Collection<?> keys, DocumentOptions options) {
        return options.applyTo(many(collection, "DELETE", keys), "deleteAll", DELETE_ALL)
                .decodedBy(DocumentDecoders::metadataOfMany);
    }

    /**
     * Imports documents in bulk.
     *
     * @param collection the collection's name
     * @param documents the documents
     * @param options what to do with duplicates and errors
     * @return a request for the numbers of what became of them
     */
    public static ArangoRequest<ImportResult> importAll(
            String collection, Collection<?> documents, ImportOptions options) {
        Names.require("collection name", collection);
        return options.applyTo(ArangoRequest.of("POST", "/_api/import")
                        .query("collection", collection)
                        .query("type", "list")
                        .jsonArray(elements(documents)))
                .decodedBy(DocumentDecoders::imported);
    }

    private static ArangoRequest<?> many(String collection, String method, Collection<?> elements) {
        return at(collection, method).jsonArray(elements(elements));
    }

    /** The collection's path, which is also where the paths of its documents begin. */
    private static ArangoRequest<?> at(String collection, String method) {
        return ArangoRequest.to(method, DOCUMENT, Names.require("collection name", collection));
    }

    private static String key(String key) {
        return Names.require("document key", key);
    }

    private static Body document(Object document) {
        ArangoRequest.requireValue("document", document);
        if (document instanceof Collection
                || document instanceof ArrayNode
                || document.getClass().isArray()) {
            throw new ArangoRequestException("the document is a "
                    + document.getClass().getName() + ", which is many; use the operation for many documents");
        }
        return new Body.Json(document);
    }

    private static List<?> elements(Collection<?> elements) {
        int index = 0;
        for (Object element : elements) {
            ArangoRequest.requireValue("document at index " + index++, element);
        }
        return List.copyOf(elements);
    }
}
