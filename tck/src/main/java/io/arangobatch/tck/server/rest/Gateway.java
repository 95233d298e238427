package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.http.HttpRequest;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Database;
import io.arangobatch.tck.server.store.Databases;
import java.util.Optional;

/** The door of the API: what applies to a request as a whole and not to the parts of a batch. */
public final class Gateway {
    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
    private static final String EXPOSED =
            "etag, content-encoding, content-length, location, server, x-arango-errors, x-arango-async-id";

    private final Instance instance;
    private final Router router;
    private final Authentication authentication;

    public Gateway(Instance instance, BatchEndpoint batch) {
        this.instance = instance;
        this.router = new Router(batch);
        this.authentication = new Authentication(instance);
    }

    /** Answers a request that came over a connection. */
    public HttpResponse handle(HttpRequest request) {
        HttpResponse answer = request.method().equals("OPTIONS") ? options(request) : dispatch(request);
        return dressed(request, answer);
    }

    private HttpResponse dispatch(HttpRequest request) {
        Router.Target target = Router.withoutDatabase(request.path());
        String name = target.database().isEmpty() ? Databases.SYSTEM : Urls.decode(target.database(), false);
        Optional<Database> database = instance.databases().find(name);
        if (database.isEmpty()) {
            ArangoError error = ArangoError.DATABASE_NOT_FOUND;
            return Answers.foxxError(error.status(), error.number(), error.text());
        }
        Optional<Rights> rights = authentication.rights(request, target.path(), database.get());
        if (rights.isEmpty()) {
            return unauthorized();
        }
        Call call = new Call(request, target.path(), database.get(), rights.get(), instance);
        return switch (request.header("x-arango-async").orElse("")) {
            case "true" -> {
                instance.jobs().detach(() -> router.route(call));
                yield HttpResponse.empty(202, HttpResponse.TEXT);
            }
            case "store" ->
                HttpResponse.empty(202, HttpResponse.TEXT)
                        .header(
                                "X-Arango-Async-Id",
                                Long.toString(instance.jobs().store(() -> router.route(call))));
            default -> router.route(call);
        };
    }

    private HttpResponse unauthorized() {
        HttpResponse answer = instance.version().atLeast(3, 7)
                ? Answers.foxxError(401, 11, "not authorized to execute this request")
                : HttpResponse.empty(401, HttpResponse.TEXT);
        return answer.header("Www-Authenticate", "Bearer token_type=\"JWT\", realm=\"ArangoDB\"");
    }

    private static HttpResponse options(HttpRequest request) {
        HttpResponse answer = HttpResponse.empty(200, HttpResponse.TEXT).header("Allow", METHODS);
        if (request.header("origin").isPresent()) {
            answer.header("Access-Control-Allow-Methods", METHODS);
            request.header("access-control-request-headers")
                    .ifPresent(headers -> answer.header("Access-Control-Allow-Headers", headers));
            answer.header("Access-Control-Max-Age", "1800");
        }
        return answer;
    }

    /** Adds the headers that every answer over a connection has. */
    private HttpResponse dressed(HttpRequest request, HttpResponse answer) {
        HttpResponse dressed = new HttpResponse(answer.status(), answer.contentType(), answer.body());
        request.header("origin")
                .ifPresent(origin -> dressed.header("Access-Control-Allow-Origin", origin)
                        .header("Access-Control-Allow-Credentials", "false")
                        .header("Access-Control-Expose-Headers", EXPOSED));
        dressed.header("X-Content-Type-Options", "nosniff");
        if (instance.version().atLeast(3, 9)) {
            dressed.header("X-Arango-Queue-Time-Seconds", "0.000000");
        }
        answer.headers().forEach(header -> dressed.header(header.name(), header.value()));
        return dressed;
    }
}
