package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.store.Content.Ends;
import org.jspecify.annotations.Nullable;

/**
 * One version of a document. Its content is put together when it is first read, since most of what a load inserts is not read
 * again soon. Guarded by its database's lock.
 */
public final class Document {
    private final String key;
    private final String id;
    private final long revision;
    private final String rev;
    private final @Nullable Ends ends;
    private ObjectNode node;
    private boolean complete;

    private Document(
            String key, String id, long revision, String rev, @Nullable Ends ends, ObjectNode node, boolean complete) {
        this.key = key;
        this.id = id;
        this.revision = revision;
        this.rev = rev;
        this.ends = ends;
        this.node = node;
        this.complete = complete;
    }

    /** A document of what a user sent, which must not change any more. */
    static Document given(String key, String id, long revision, String rev, @Nullable Ends ends, ObjectNode user) {
        return new Document(key, id, revision, rev, ends, user, false);
    }

    /** A document whose content has its system attributes already. */
    static Document whole(String key, String id, long revision, String rev, ObjectNode content) {
        return new Document(key, id, revision, rev, null, content, true);
    }

    public String key() {
        return key;
    }

    public String id() {
        return id;
    }

    public long revision() {
        return revision;
    }

    public String rev() {
        return rev;
    }

    /** All attributes, those of the system first; never changed. */
    public ObjectNode content() {
        if (!complete) {
            node = Content.create(key, id, rev, ends, node);
            complete = true;
        }
        return node;
    }
}
