package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.JsonWriter;
import io.arangobatch.tck.server.store.Change;
import io.arangobatch.tck.server.store.Collection;
import io.arangobatch.tck.server.store.Document;
import io.arangobatch.tck.server.store.StoreException;

/** What the document API answers for one document. */
final class DocumentAnswers {
    private DocumentAnswers() {}

    static HttpResponse document(Document document) {
        return Answers.node(200, document.content()).header("Etag", "\"" + document.rev() + "\"");
    }

    /** The answer to an insert, a replace or an update. */
    static HttpResponse saved(Call call, Collection collection, Change change) {
        return located(call, collection, change.stored(), synchronous(call, collection) ? 201 : 202, change);
    }

    static HttpResponse removed(Call call, Collection collection, Change change) {
        return located(call, collection, change.found(), synchronous(call, collection) ? 200 : 202, change);
    }

    private static HttpResponse located(Call call, Collection collection, Document subject, int status, Change change) {
        if (call.flag("silent", false) && call.version().atLeast(3, 4)) {
            return Answers.json(status, json -> json.object().endObject());
        }
        return Answers.json(status, json -> metadata(json, call, change))
                .header(
                        "Location",
                        "/_db/" + call.database().name() + DocumentHandler.PATH + "/" + collection.name() + "/"
                                + Urls.encode(subject.key()))
                .header("Etag", "\"" + subject.rev() + "\"");
    }

    static boolean synchronous(Call call, Collection collection) {
        return collection.waitForSync() || call.flag("waitForSync", false);
    }

    /** What tells of a write: identity, revisions, and the documents if they are asked for. */
    static void metadata(JsonWriter json, Call call, Change change) {
        Document after = change.after();
        Document before = change.before();
        Document subject = after == null ? change.found() : after;
        json.object().field("_id", subject.id()).field("_key", subject.key()).field("_rev", subject.rev());
        if (after != null && before != null) {
            json.field("_oldRev", before.rev());
        }
        if (before != null && call.flag("returnOld", false)) {
            json.field("old", before.content());
        }
        if (after != null && call.flag("returnNew", false)) {
            json.field("new", after.content());
        }
        json.endObject();
    }

    static HttpResponse preconditionFailed(Call call, Document found) {
        return Answers.json(
                        412,
                        json -> json.object()
                                .field("error", true)
                                .field("code", 412)
                                .field("errorNum", 1200)
                                .field("errorMessage", call.version().preconditionFailed())
                                .field("_id", found.id())
                                .field("_key", found.key())
                                .field("_rev", found.rev())
                                .endObject())
                .header("Etag", "\"" + found.rev() + "\"");
    }

    /** An error of a single operation, whose texts differ from those in arrays. */
    static HttpResponse error(StoreException e) {
        return switch (e.error()) {
            case DOCUMENT_KEY_BAD -> Answers.error(e.error(), "invalid document key");
            case DOCUMENT_HANDLE_BAD -> Answers.error(e.error(), "invalid document handle");
            case DOCUMENT_KEY_UNEXPECTED ->
                Answers.error(e.error(), "collection does not allow using user-defined keys");
            default -> Answers.error(e);
        };
    }
}
