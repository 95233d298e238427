package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.ByteBuilder;
import io.arangobatch.tck.server.store.ArangoError;
import java.util.List;
import java.util.Map;

/** What tells of the server: version, engine, role, time. */
final class AdminHandlers {
    private static final String CONSOLE = "/_admin/aardvark/index.html";

    private AdminHandlers() {}

    static void register(Map<String, Handler> exact) {
        exact.put("/_api/version", AdminHandlers::version);
        exact.put("/_api/engine", AdminHandlers::engine);
        exact.put(
                "/_admin/time",
                call -> Answers.object(200, json -> json.name("time").number(System.currentTimeMillis() / 1e3)));
        exact.put("/_api/cluster/endpoints", AdminHandlers::endpoints);
        exact.put("/_admin/server/role", AdminHandlers::role);
        exact.put("/_admin/server/mode", call -> Answers.object(200, json -> json.field("mode", "default")));
        exact.put("/_admin/server/availability", call -> Answers.object(200, json -> json.field("mode", "default")));
        exact.put("/_admin/status", AdminHandlers::status);
        exact.put("/", AdminHandlers::console);
    }

    private static HttpResponse version(Call call) {
        return Answers.json(200, json -> {
            json.object()
                    .field("server", "arango")
                    .field("version", call.version().toString())
                    .field("license", "community");
            if (call.flag("details", false)) {
                json.field("details", VersionDetails.of(call.version()));
            }
            json.endObject();
        });
    }

    private static HttpResponse engine(Call call) {
        return Answers.json(200, json -> {
            json.object()
                    .field("name", "rocksdb")
                    .name("supports")
                    .object()
                    .field("dfdb", false)
                    .name("indexes")
                    .array();
            for (String type : new String[] {"primary", "edge", "hash", "skiplist", "persistent", "geo", "fulltext"}) {
                json.string(type);
            }
            json.endArray().endObject().endObject();
        });
    }

    private static HttpResponse endpoints(Call call) {
        List<String> coordinators = call.instance().coordinators();
        if (coordinators.isEmpty()) {
            return noCoordinator(call);
        }
        if (!call.method().equals("GET")) {
            return Answers.error(ArangoError.FORBIDDEN, "only the GET method is allowed");
        }
        return Answers.object(200, json -> {
            json.name("endpoints").array();
            coordinators.forEach(
                    endpoint -> json.object().field("endpoint", endpoint).endObject());
            json.endArray();
        });
    }

    private static HttpResponse noCoordinator(Call call) {
        if (call.version().atLeast(3, 12)) {
            return Answers.error(ArangoError.NOT_IMPLEMENTED, "cannot serve this request for this deployment type");
        }
        return call.version().atLeast(3, 3)
                ? Answers.error(ArangoError.FORBIDDEN, "automatic failover is not enabled")
                : Answers.unknownPath(call.path());
    }

    private static String roleOf(Call call) {
        return call.instance().coordinators().isEmpty() ? "SINGLE" : "COORDINATOR";
    }

    private static HttpResponse role(Call call) {
        return Answers.object(200, json -> {
            json.field("role", roleOf(call));
            if (call.version().atLeast(3, 3)) {
                json.field("mode", "default");
            }
        });
    }

    private static HttpResponse status(Call call) {
        return Answers.json(
                200,
                json -> json.object()
                        .field("server", "arango")
                        .field("version", call.version().toString())
                        .field("license", "community")
                        .field("mode", "server")
                        .field("host", "localhost")
                        .name("serverInfo")
                        .object()
                        .field("role", roleOf(call))
                        .field("writeOpsEnabled", true)
                        .field("readOnly", false)
                        .field("maintenance", false)
                        .endObject()
                        .endObject());
    }

    private static HttpResponse console(Call call) {
        String target = call.databasePrefix() + CONSOLE;
        ByteBuilder page = new ByteBuilder(256)
                .utf8("<html><head><title>Moved</title></head><body><h1>Moved</h1><p>This page has moved to <a href=\""
                        + target + "\">" + target + "</a>.</p></body></html>");
        return new HttpResponse(301, null, page.bytes())
                .header("Location", target)
                .header("Content-Type", "text/html");
    }
}
