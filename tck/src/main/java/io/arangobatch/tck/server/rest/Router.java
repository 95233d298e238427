package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.http.HttpRequest;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.JsonFault;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.StoreException;
import java.util.HashMap;
import java.util.Map;

/** Finds the handler for a path: one registered for exactly it, else the one for its first two pieces. */
final class Router {
    private static final System.Logger LOG = System.getLogger(Router.class.getName());
    private static final String DATABASE = "/_db/";

    private final Map<String, Handler> exact = new HashMap<>();
    private final Map<String, Handler> prefixes = new HashMap<>();

    Router(BatchEndpoint batch) {
        AdminHandlers.register(exact);
        exact.put("/_open/auth", new AuthHandler());
        prefixes.put(DocumentHandler.PATH, new DocumentHandler());
        prefixes.put(CollectionHandler.PATH, new CollectionHandler());
        prefixes.put(DatabaseHandler.PATH, new DatabaseHandler());
        prefixes.put(JobHandler.PATH, new JobHandler());
        prefixes.put(IndexHandler.PATH, new IndexHandler());
        prefixes.put(EdgesHandler.PATH, new EdgesHandler());
        prefixes.put(UserHandler.PATH, new UserHandler());
        prefixes.put(ImportHandler.PATH, new ImportHandler());
        prefixes.put(GharialHandler.PATH, new GharialHandler());
        prefixes.put(CursorHandler.PATH, new CursorHandler());
        QueryHandlers queries = new QueryHandlers();
        prefixes.put(QueryHandlers.QUERY_PATH, queries::query);
        prefixes.put(QueryHandlers.EXPLAIN_PATH, queries::explain);
        prefixes.put(TransactionHandler.PATH, new TransactionHandler());
        switch (batch) {
            case PRESENT -> prefixes.put(BatchHandler.PATH, new BatchHandler(this));
            case NOT_IMPLEMENTED -> prefixes.put(BatchHandler.PATH, call -> Answers.notImplemented(call.path()));
            case UNKNOWN -> prefixes.remove(BatchHandler.PATH);
        }
    }

    /** A path and the database before it, empty if there was none. */
    record Target(String database, String path) {}

    static Target withoutDatabase(String path) {
        if (!path.startsWith(DATABASE)) {
            return new Target("", path);
        }
        int slash = path.indexOf('/', DATABASE.length());
        return slash < 0
                ? new Target(path.substring(DATABASE.length()), "/")
                : new Target(path.substring(DATABASE.length(), slash), path.substring(slash));
    }

    HttpResponse route(Call call) {
        if (call.method().equals(HttpRequest.ILLEGAL)) {
            return Answers.notImplemented("METHOD");
        }
        try {
            return find(call).handle(call);
        } catch (JsonFault.Refused refused) {
            return Answers.corrupted(refused);
        } catch (StoreException e) {
            return Answers.error(e);
        } catch (RuntimeException e) {
            // One broken request must not end a connection or a batch; the real server answers 500 too.
            LOG.log(System.Logger.Level.ERROR, call.method() + " " + call.path(), e);
            return Answers.error(ArangoError.INTERNAL);
        }
    }

    private Handler find(Call call) {
        String path = call.path();
        Handler handler = exact.get(path);
        if (handler != null) {
            call.routed(path.length());
            return handler;
        }
        int second = path.indexOf('/', 1);
        int third = second < 0 ? -1 : path.indexOf('/', second + 1);
        int end = third < 0 ? path.length() : third;
        handler = prefixes.get(path.substring(0, end));
        if (handler != null) {
            call.routed(end);
            return handler;
        }
        return unknown -> Answers.unknownPath(unknown.path());
    }
}
