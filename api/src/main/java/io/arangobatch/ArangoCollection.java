package io.arangobatch;

import io.arangobatch.internal.text.Names;
import io.arangobatch.model.CollectionInfo;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.model.ElementResult;
import io.arangobatch.model.ImportResult;
import io.arangobatch.model.IndexInfo;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.Collections;
import io.arangobatch.request.DocumentOptions;
import io.arangobatch.request.Documents;
import io.arangobatch.request.ImportOptions;
import io.arangobatch.request.IndexDefinition;
import io.arangobatch.request.Indexes;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A collection: its documents, its indexes, and itself. Each method runs at once on its connection; what it does, its options and its errors stand at the factory that it names.
 *
 * <p>Thread-safe.
 */
public final class ArangoCollection implements ArangoContext {

    private final Connection connection;
    private final String name;

    ArangoCollection(Connection connection, String name) {
        this.connection = Objects.requireNonNull(connection, "connection");
        this.name = Names.require("collection name", name);
    }

    /**
     * Returns the collection's name.
     *
     * @return the name, not encoded
     */
    public String name() {
        return name;
    }

    @Override
    public ExecutionContext context() {
        return connection.context();
    }

    @Override
    public String database() {
        return connection.database();
    }

    @Override
    public Optional<String> user() {
        return connection.user();
    }

    /**
     * Inserts a document.
     *
     * @param document the document: a map, record, POJO, {@code JsonNode} or {@link io.arangobatch.request.RawJson}
     * @return what the request returns
     * @see Documents#insert(String, Object)
     */
    public DocumentMetadata insert(Object document) {
        return connection.execute(Documents.insert(name, document));
    }

    /**
     * Inserts a document.
     *
     * @param document the document: a map, record, POJO, {@code JsonNode} or {@link io.arangobatch.request.RawJson}
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#insert(String, Object, DocumentOptions)
     */
    public DocumentMetadata insert(Object document, DocumentOptions options) {
        return connection.execute(Documents.insert(name, document, options));
    }

    /**
     * Inserts many documents by one request.
     *
     * @param documents the documents
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#insertAll(String, Collection, DocumentOptions)
     */
    public List<ElementResult<DocumentMetadata>> insertAll(Collection<?> documents, DocumentOptions options) {
        return connection.execute(Documents.insertAll(name, documents, options));
    }

    /**
     * Reads a document.
     *
     * @param key the document's key
     * @param type the class to read a result as
     * @param <T> that class
     * @return what the request returns
     * @see Documents#get(String, String, Class)
     */
    public <T> Optional<T> get(String key, Class<T> type) {
        return connection.execute(Documents.get(name, key, type));
    }

    /**
     * Reads a document.
     *
     * @param key the document's key
     * @param type the class to read a result as
     * @param options what may be set tells the factory of the request
     * @param <T> that class
     * @return what the request returns
     * @see Documents#get(String, String, Class, DocumentOptions)
     */
    public <T> Optional<T> get(String key, Class<T> type, DocumentOptions options) {
        return connection.execute(Documents.get(name, key, type, options));
    }

    /**
     * Reads many documents by one request.
     *
     * @param keys the documents' keys
     * @param type the class to read a result as
     * @param <T> that class
     * @return what the request returns
     * @see Documents#getAll(String, Collection, Class)
     */
    public <T> List<ElementResult<T>> getAll(Collection<String> keys, Class<T> type) {
        return connection.execute(Documents.getAll(name, keys, type));
    }

    /**
     * Asks whether a document exists.
     *
     * @param key the document's key
     * @return what the request returns
     * @see Documents#exists(String, String)
     */
    public Boolean exists(String key) {
        return connection.execute(Documents.exists(name, key));
    }

    /**
     * Asks whether a document exists.
     *
     * @param key the document's key
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#exists(String, String, DocumentOptions)
     */
    public Boolean exists(String key, DocumentOptions options) {
        return connection.execute(Documents.exists(name, key, options));
    }

    /**
     * Changes some attributes of a document.
     *
     * @param key the document's key
     * @param patch the attributes to change
     * @return what the request returns
     * @see Documents#update(String, String, Object)
     */
    public DocumentMetadata update(String key, Object patch) {
        return connection.execute(Documents.update(name, key, patch));
    }

    /**
     * Changes some attributes of a document.
     *
     * @param key the document's key
     * @param patch the attributes to change
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#update(String, String, Object, DocumentOptions)
     */
    public DocumentMetadata update(String key, Object patch, DocumentOptions options) {
        return connection.execute(Documents.update(name, key, patch, options));
    }

    /**
     * Changes some attributes of a document, if it has a certain revision.
     *
     * @param key the document's key
     * @param rev the revision that the document must have
     * @param patch the attributes to change
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#updateIfRevision(String, String, String, Object, DocumentOptions)
     */
    public Optional<DocumentMetadata> updateIfRevision(String key, String rev, Object patch, DocumentOptions options) {
        return connection.execute(Documents.updateIfRevision(name, key, rev, patch, options));
    }

    /**
     * Changes some attributes of many documents by one request.
     *
     * @param patches for each document an object with its {@code _key} and the attributes to change
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#updateAll(String, Collection, DocumentOptions)
     */
    public List<ElementResult<DocumentMetadata>> updateAll(Collection<?> patches, DocumentOptions options) {
        return connection.execute(Documents.updateAll(name, patches, options));
    }

    /**
     * Puts another document in the place of one.
     *
     * @param key the document's key
     * @param document the document: a map, record, POJO, {@code JsonNode} or {@link io.arangobatch.request.RawJson}
     * @return what the request returns
     * @see Documents#replace(String, String, Object)
     */
    public DocumentMetadata replace(String key, Object document) {
        return connection.execute(Documents.replace(name, key, document));
    }

    /**
     * Puts another document in the place of one.
     *
     * @param key the document's key
     * @param document the document: a map, record, POJO, {@code JsonNode} or {@link io.arangobatch.request.RawJson}
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#replace(String, String, Object, DocumentOptions)
     */
    public DocumentMetadata replace(String key, Object document, DocumentOptions options) {
        return connection.execute(Documents.replace(name, key, document, options));
    }

    /**
     * Puts another document in the place of one, if that has a certain revision.
     *
     * @param key the document's key
     * @param rev the revision that the document must have
     * @param document the document: a map, record, POJO, {@code JsonNode} or {@link io.arangobatch.request.RawJson}
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#replaceIfRevision(String, String, String, Object, DocumentOptions)
     */
    public Optional<DocumentMetadata> replaceIfRevision(
            String key, String rev, Object document, DocumentOptions options) {
        return connection.execute(Documents.replaceIfRevision(name, key, rev, document, options));
    }

    /**
     * Replaces many documents by one request.
     *
     * @param documents the documents
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#replaceAll(String, Collection, DocumentOptions)
     */
    public List<ElementResult<DocumentMetadata>> replaceAll(Collection<?> documents, DocumentOptions options) {
        return connection.execute(Documents.replaceAll(name, documents, options));
    }

    /**
     * Removes a document.
     *
     * @param key the document's key
     * @return what the request returns
     * @see Documents#delete(String, String)
     */
    public DocumentMetadata delete(String key) {
        return connection.execute(Documents.delete(name, key));
    }

    /**
     * Removes a document.
     *
     * @param key the document's key
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#delete(String, String, DocumentOptions)
     */
    public DocumentMetadata delete(String key, DocumentOptions options) {
        return connection.execute(Documents.delete(name, key, options));
    }

    /**
     * Removes a document, if it has a certain revision.
     *
     * @param key the document's key
     * @param rev the revision that the document must have
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#deleteIfRevision(String, String, String, DocumentOptions)
     */
    public Optional<DocumentMetadata> deleteIfRevision(String key, String rev, DocumentOptions options) {
        return connection.execute(Documents.deleteIfRevision(name, key, rev, options));
    }

    /**
     * Removes many documents by one request.
     *
     * @param keys the documents' keys
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#deleteAll(String, Collection, DocumentOptions)
     */
    public List<ElementResult<DocumentMetadata>> deleteAll(Collection<?> keys, DocumentOptions options) {
        return connection.execute(Documents.deleteAll(name, keys, options));
    }

    /**
     * Imports documents in bulk.
     *
     * @param documents the documents
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Documents#importAll(String, Collection, ImportOptions)
     */
    public ImportResult importAll(Collection<?> documents, ImportOptions options) {
        return connection.execute(Documents.importAll(name, documents, options));
    }

    /**
     * Creates the collection.
     *
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Collections#create(String, CollectionOptions)
     */
    public CollectionInfo create(CollectionOptions options) {
        return connection.execute(Collections.create(name, options));
    }

    /**
     * Drops the collection with all of its documents.
     *
     * @return what the request returns
     * @see Collections#drop(String)
     */
    public String drop() {
        return connection.execute(Collections.drop(name));
    }

    /**
     * Removes all documents.
     *
     * @return what the request returns
     * @see Collections#truncate(String)
     */
    public CollectionInfo truncate() {
        return connection.execute(Collections.truncate(name));
    }

    /**
     * Renames the collection; this facade keeps the old name.
     *
     * @param newName its name from now on
     * @return what the request returns
     * @see Collections#rename(String, String)
     */
    public CollectionInfo rename(String newName) {
        return connection.execute(Collections.rename(name, newName));
    }

    /**
     * Counts the documents.
     *
     * @return what the request returns
     * @see Collections#count(String)
     */
    public Long count() {
        return connection.execute(Collections.count(name));
    }

    /**
     * Describes the collection.
     *
     * @return what the request returns
     * @see Collections#properties(String)
     */
    public CollectionInfo properties() {
        return connection.execute(Collections.properties(name));
    }

    /**
     * Changes properties of the collection.
     *
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Collections#changeProperties(String, CollectionOptions)
     */
    public CollectionInfo changeProperties(CollectionOptions options) {
        return connection.execute(Collections.changeProperties(name, options));
    }

    /**
     * Asks whether the collection exists.
     *
     * @return what the request returns
     * @see Collections#exists(String)
     */
    public Boolean exists() {
        return connection.execute(Collections.exists(name));
    }

    /**
     * Creates an index, unless an equal one is there.
     *
     * @param definition what it shall be
     * @return what the request returns
     * @see Indexes#create(String, IndexDefinition)
     */
    public IndexInfo createIndex(IndexDefinition definition) {
        return connection.execute(Indexes.create(name, definition));
    }

    /**
     * Describes an index.
     *
     * @param index the index's number, name or handle
     * @return what the request returns
     * @see Indexes#get(String, String)
     */
    public IndexInfo index(String index) {
        return connection.execute(Indexes.get(name, index));
    }

    /**
     * Lists the indexes.
     *
     * @return what the request returns
     * @see Indexes#list(String)
     */
    public List<IndexInfo> indexes() {
        return connection.execute(Indexes.list(name));
    }

    /**
     * Drops an index.
     *
     * @param index the index's number, name or handle
     * @return what the request returns
     * @see Indexes#drop(String, String)
     */
    public String dropIndex(String index) {
        return connection.execute(Indexes.drop(name, index));
    }
}
