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
 * A collection: its documents, its indexes, and itself. Each method queues in its session and returns jobs; what it does, its options and its errors stand at the factory that it names.
 *
 * <p>Belongs to its session's thread.
 */
public final class BatchCollection implements ArangoContext {

    private final BatchSession session;
    private final String name;

    BatchCollection(BatchSession session, String name) {
        this.session = Objects.requireNonNull(session, "session");
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
        return session.context();
    }

    @Override
    public String database() {
        return session.database();
    }

    @Override
    public Optional<String> user() {
        return session.user();
    }

    /**
     * Inserts a document.
     *
     * @param document the document: a map, record, POJO, {@code JsonNode} or {@link io.arangobatch.request.RawJson}
     * @return the job of the request
     * @see Documents#insert(String, Object)
     */
    public BatchJob<DocumentMetadata> insert(Object document) {
        return session.add(Documents.insert(name, document));
    }

    /**
     * Inserts a document.
     *
     * @param document the document: a map, record, POJO, {@code JsonNode} or {@link io.arangobatch.request.RawJson}
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#insert(String, Object, DocumentOptions)
     */
    public BatchJob<DocumentMetadata> insert(Object document, DocumentOptions options) {
        return session.add(Documents.insert(name, document, options));
    }

    /**
     * Inserts many documents by one request.
     *
     * @param documents the documents
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#insertAll(String, Collection, DocumentOptions)
     */
    public BatchJob<List<ElementResult<DocumentMetadata>>> insertAll(Collection<?> documents, DocumentOptions options) {
        return session.add(Documents.insertAll(name, documents, options));
    }

    /**
     * Reads a document.
     *
     * @param key the document's key
     * @param type the class to read a result as
     * @param <T> that class
     * @return the job of the request
     * @see Documents#get(String, String, Class)
     */
    public <T> BatchJob<Optional<T>> get(String key, Class<T> type) {
        return session.add(Documents.get(name, key, type));
    }

    /**
     * Reads a document.
     *
     * @param key the document's key
     * @param type the class to read a result as
     * @param options what may be set tells the factory of the request
     * @param <T> that class
     * @return the job of the request
     * @see Documents#get(String, String, Class, DocumentOptions)
     */
    public <T> BatchJob<Optional<T>> get(String key, Class<T> type, DocumentOptions options) {
        return session.add(Documents.get(name, key, type, options));
    }

    /**
     * Reads many documents by one request.
     *
     * @param keys the documents' keys
     * @param type the class to read a result as
     * @param <T> that class
     * @return the job of the request
     * @see Documents#getAll(String, Collection, Class)
     */
    public <T> BatchJob<List<ElementResult<T>>> getAll(Collection<String> keys, Class<T> type) {
        return session.add(Documents.getAll(name, keys, type));
    }

    /**
     * Asks whether a document exists.
     *
     * @param key the document's key
     * @return the job of the request
     * @see Documents#exists(String, String)
     */
    public BatchJob<Boolean> exists(String key) {
        return session.add(Documents.exists(name, key));
    }

    /**
     * Asks whether a document exists.
     *
     * @param key the document's key
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#exists(String, String, DocumentOptions)
     */
    public BatchJob<Boolean> exists(String key, DocumentOptions options) {
        return session.add(Documents.exists(name, key, options));
    }

    /**
     * Changes some attributes of a document.
     *
     * @param key the document's key
     * @param patch the attributes to change
     * @return the job of the request
     * @see Documents#update(String, String, Object)
     */
    public BatchJob<DocumentMetadata> update(String key, Object patch) {
        return session.add(Documents.update(name, key, patch));
    }

    /**
     * Changes some attributes of a document.
     *
     * @param key the document's key
     * @param patch the attributes to change
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#update(String, String, Object, DocumentOptions)
     */
    public BatchJob<DocumentMetadata> update(String key, Object patch, DocumentOptions options) {
        return session.add(Documents.update(name, key, patch, options));
    }

    /**
     * Changes some attributes of a document, if it has a certain revision.
     *
     * @param key the document's key
     * @param rev the revision that the document must have
     * @param patch the attributes to change
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#updateIfRevision(String, String, String, Object, DocumentOptions)
     */
    public BatchJob<Optional<DocumentMetadata>> updateIfRevision(
            String key, String rev, Object patch, DocumentOptions options) {
        return session.add(Documents.updateIfRevision(name, key, rev, patch, options));
    }

    /**
     * Changes some attributes of many documents by one request.
     *
     * @param patches for each document an object with its {@code _key} and the attributes to change
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#updateAll(String, Collection, DocumentOptions)
     */
    public BatchJob<List<ElementResult<DocumentMetadata>>> updateAll(Collection<?> patches, DocumentOptions options) {
        return session.add(Documents.updateAll(name, patches, options));
    }

    /**
     * Puts another document in the place of one.
     *
     * @param key the document's key
     * @param document the document: a map, record, POJO, {@code JsonNode} or {@link io.arangobatch.request.RawJson}
     * @return the job of the request
     * @see Documents#replace(String, String, Object)
     */
    public BatchJob<DocumentMetadata> replace(String key, Object document) {
        return session.add(Documents.replace(name, key, document));
    }

    /**
     * Puts another document in the place of one.
     *
     * @param key the document's key
     * @param document the document: a map, record, POJO, {@code JsonNode} or {@link io.arangobatch.request.RawJson}
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#replace(String, String, Object, DocumentOptions)
     */
    public BatchJob<DocumentMetadata> replace(String key, Object document, DocumentOptions options) {
        return session.add(Documents.replace(name, key, document, options));
    }

    /**
     * Puts another document in the place of one, if that has a certain revision.
     *
     * @param key the document's key
     * @param rev the revision that the document must have
     * @param document the document: a map, record, POJO, {@code JsonNode} or {@link io.arangobatch.request.RawJson}
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#replaceIfRevision(String, String, String, Object, DocumentOptions)
     */
    public BatchJob<Optional<DocumentMetadata>> replaceIfRevision(
            String key, String rev, Object document, DocumentOptions options) {
        return session.add(Documents.replaceIfRevision(name, key, rev, document, options));
    }

    /**
     * Replaces many documents by one request.
     *
     * @param documents the documents
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#replaceAll(String, Collection, DocumentOptions)
     */
    public BatchJob<List<ElementResult<DocumentMetadata>>> replaceAll(
            Collection<?> documents, DocumentOptions options) {
        return session.add(Documents.replaceAll(name, documents, options));
    }

    /**
     * Removes a document.
     *
     * @param key the document's key
     * @return the job of the request
     * @see Documents#delete(String, String)
     */
    public BatchJob<DocumentMetadata> delete(String key) {
        return session.add(Documents.delete(name, key));
    }

    /**
     * Removes a document.
     *
     * @param key the document's key
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#delete(String, String, DocumentOptions)
     */
    public BatchJob<DocumentMetadata> delete(String key, DocumentOptions options) {
        return session.add(Documents.delete(name, key, options));
    }

    /**
     * Removes a document, if it has a certain revision.
     *
     * @param key the document's key
     * @param rev the revision that the document must have
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#deleteIfRevision(String, String, String, DocumentOptions)
     */
    public BatchJob<Optional<DocumentMetadata>> deleteIfRevision(String key, String rev, DocumentOptions options) {
        return session.add(Documents.deleteIfRevision(name, key, rev, options));
    }

    /**
     * Removes many documents by one request.
     *
     * @param keys the documents' keys
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#deleteAll(String, Collection, DocumentOptions)
     */
    public BatchJob<List<ElementResult<DocumentMetadata>>> deleteAll(Collection<?> keys, DocumentOptions options) {
        return session.add(Documents.deleteAll(name, keys, options));
    }

    /**
     * Imports documents in bulk.
     *
     * @param documents the documents
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Documents#importAll(String, Collection, ImportOptions)
     */
    public BatchJob<ImportResult> importAll(Collection<?> documents, ImportOptions options) {
        return session.add(Documents.importAll(name, documents, options));
    }

    /**
     * Creates the collection.
     *
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Collections#create(String, CollectionOptions)
     */
    public BatchJob<CollectionInfo> create(CollectionOptions options) {
        return session.add(Collections.create(name, options));
    }

    /**
     * Drops the collection with all of its documents.
     *
     * @return the job of the request
     * @see Collections#drop(String)
     */
    public BatchJob<String> drop() {
        return session.add(Collections.drop(name));
    }

    /**
     * Removes all documents.
     *
     * @return the job of the request
     * @see Collections#truncate(String)
     */
    public BatchJob<CollectionInfo> truncate() {
        return session.add(Collections.truncate(name));
    }

    /**
     * Renames the collection; this facade keeps the old name.
     *
     * @param newName its name from now on
     * @return the job of the request
     * @see Collections#rename(String, String)
     */
    public BatchJob<CollectionInfo> rename(String newName) {
        return session.add(Collections.rename(name, newName));
    }

    /**
     * Counts the documents.
     *
     * @return the job of the request
     * @see Collections#count(String)
     */
    public BatchJob<Long> count() {
        return session.add(Collections.count(name));
    }

    /**
     * Describes the collection.
     *
     * @return the job of the request
     * @see Collections#properties(String)
     */
    public BatchJob<CollectionInfo> properties() {
        return session.add(Collections.properties(name));
    }

    /**
     * Changes properties of the collection.
     *
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Collections#changeProperties(String, CollectionOptions)
     */
    public BatchJob<CollectionInfo> changeProperties(CollectionOptions options) {
        return session.add(Collections.changeProperties(name, options));
    }

    /**
     * Asks whether the collection exists.
     *
     * @return the job of the request
     * @see Collections#exists(String)
     */
    public BatchJob<Boolean> exists() {
        return session.add(Collections.exists(name));
    }

    /**
     * Creates an index, unless an equal one is there.
     *
     * @param definition what it shall be
     * @return the job of the request
     * @see Indexes#create(String, IndexDefinition)
     */
    public BatchJob<IndexInfo> createIndex(IndexDefinition definition) {
        return session.add(Indexes.create(name, definition));
    }

    /**
     * Describes an index.
     *
     * @param index the index's number, name or handle
     * @return the job of the request
     * @see Indexes#get(String, String)
     */
    public BatchJob<IndexInfo> index(String index) {
        return session.add(Indexes.get(name, index));
    }

    /**
     * Lists the indexes.
     *
     * @return the job of the request
     * @see Indexes#list(String)
     */
    public BatchJob<List<IndexInfo>> indexes() {
        return session.add(Indexes.list(name));
    }

    /**
     * Drops an index.
     *
     * @param index the index's number, name or handle
     * @return the job of the request
     * @see Indexes#drop(String, String)
     */
    public BatchJob<String> dropIndex(String index) {
        return session.add(Indexes.drop(name, index));
    }
}
