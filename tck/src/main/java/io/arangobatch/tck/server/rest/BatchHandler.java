package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.http.HttpRequest;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.ByteBuilder;
import io.arangobatch.tck.server.json.Bytes;
import io.arangobatch.tck.server.store.ArangoError;
import java.util.Optional;

/** {@code /_api/batch}: runs the parts in order, each for itself, in the outer request's database. */
final class BatchHandler implements Handler {
    static final String PATH = "/_api/batch";

    private final Router router;

    BatchHandler(Router router) {
        this.router = router;
    }

    @Override
    public HttpResponse handle(Call call) {
        if (!call.method().equals("POST") && !call.method().equals("PUT")) {
            return Answers.error(ArangoError.HTTP_METHOD_NOT_ALLOWED);
        }
        Bytes body = call.request().body();
        String contentType = call.request().header("content-type").orElse("");
        MultipartDialect dialect = MultipartDialect.of(call.version());
        Optional<Bytes> boundary = Boundary.find(contentType, body, dialect);
        if (boundary.isEmpty()) {
            return Answers.error(400, 400, "invalid content-type or boundary received");
        }
        try {
            return run(call, contentType, new MultipartReader(body, boundary.get(), dialect));
        } catch (MultipartReader.Malformed malformed) {
            // The parts before have run; their answers are lost, as on the real server.
            return Answers.error(400, 400, "invalid multipart message received");
        }
    }

    private HttpResponse run(Call call, String contentType, MultipartReader parts) throws MultipartReader.Malformed {
        // An insert's answer is about as long as the insert.
        int usual = call.request().body().length();
        ByteBuilder out = new ByteBuilder(usual + usual / 4);
        String connection = call.version().atLeast(3, 6) ? "Close " : "";
        int errors = 0;
        String head = "";
        HttpRequest request = HttpRequest.parse(head, Bytes.EMPTY);
        do {
            MultipartReader.Part part = parts.next();
            // The parts of a load have the same head; it is read once.
            request = part.head().equals(head)
                    ? request.withBody(part.body())
                    : HttpRequest.parse(part.head(), part.body());
            head = part.head();
            HttpResponse response = dispatch(call, request);
            if (response.status() >= 400) {
                errors++;
            }
            out.latin1("--").put(parts.boundary()).latin1("\r\nContent-Type: application/x-arango-batchpart\r\n");
            if (part.contentId() != null) {
                out.latin1("Content-Id: ").latin1(part.contentId()).latin1("\r\n");
            }
            out.latin1("\r\n");
            response.writePart(out, connection);
            out.latin1("\r\n");
        } while (parts.hasMore());
        out.latin1("--").put(parts.boundary()).latin1("--");
        HttpResponse answer = new HttpResponse(200, null, out.bytes());
        if (errors > 0) {
            answer.header("X-Arango-Errors", Integer.toString(errors));
        }
        return answer.header("Content-Type", contentType);
    }

    private HttpResponse dispatch(Call outer, HttpRequest part) {
        // Until 3.4 the parts had no user of their own, so nobody checked what they may do.
        Rights rights = outer.version().atLeast(3, 4) ? outer.rights() : Rights.UNRESTRICTED;
        String path = Router.withoutDatabase(part.path()).path();
        return router.route(new Call(part, path, outer.database(), rights, outer.instance()));
    }
}
