package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.Bytes;
import io.arangobatch.tck.server.json.Json;
import io.arangobatch.tck.server.json.JsonFault;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Collection;
import java.util.Optional;

/** {@code /_api/import}: many documents, a line each or as an array, or as rows under a row of names. */
final class ImportHandler implements Handler {
    static final String PATH = "/_api/import";

    @Override
    public HttpResponse handle(Call call) {
        if (!call.method().equals("POST")) {
            return Answers.notImplemented("ILLEGAL " + PATH);
        }
        if (!call.suffixes().isEmpty()) {
            return Answers.error(
                    ArangoError.SUPERFLUOUS_SUFFICES,
                    "superfluous suffix, expecting " + PATH + "?collection=<identifier>");
        }
        String name = call.parameter("collection").orElse("");
        if (name.isEmpty()) {
            return Answers.error(
                    ArangoError.COLLECTION_PARAMETER_MISSING,
                    "'collection' is missing, expecting " + PATH + "?collection=<identifier>");
        }
        return call.database().transaction(() -> {
            Collection collection = call.database().find(name);
            if (collection == null) {
                throw ArangoError.COLLECTION_NOT_FOUND.exception(call.version().unknownCollection(name));
            }
            call.rights().requireWrite(call.database(), collection.name());
            return run(call, collection);
        });
    }

    private static HttpResponse run(Call call, Collection collection) {
        ImportRun run = new ImportRun(call, collection);
        Optional<HttpResponse> refused = switch (call.parameter("type").orElse("")) {
            case "documents" -> lines(call, run);
            case "array", "list" -> array(call, run);
            case "auto" -> startsWithBracket(call.request().body()) ? array(call, run) : lines(call, run);
            default -> rows(call, run);
        };
        return refused.orElseGet(run::finish);
    }

    private static boolean startsWithBracket(Bytes body) {
        int i = 0;
        while (i < body.length() && " \t\r\n\b\f".indexOf(body.at(i)) >= 0) {
            i++;
        }
        return i < body.length() && body.at(i) == '[';
    }

    private static Optional<HttpResponse> array(Call call, ImportRun run) {
        JsonNode documents;
        try {
            documents = call.json();
        } catch (JsonFault.Refused refused) {
            return Optional.of(Answers.error(
                    ArangoError.HTTP_BAD_PARAMETER,
                    "expecting a valid JSON array in the request. got: " + refused.velocypack()));
        }
        if (!documents.isArray()) {
            return Optional.of(Answers.error(ArangoError.HTTP_BAD_PARAMETER, "expecting a JSON array in the request"));
        }
        int position = 0;
        for (JsonNode document : documents) {
            run.add(document, ++position);
        }
        return Optional.empty();
    }

    private static Optional<HttpResponse> lines(Call call, ImportRun run) {
        Lines lines = new Lines(call.request().body());
        int position = 0;
        while (lines.hasNext()) {
            Bytes line = Lines.trimmedStart(lines.next());
            if (line.isEmpty() && !lines.hasNext() && !lines.endedWithNewline()) {
                break;
            }
            position++;
            if (line.isEmpty()) {
                run.empty();
            } else {
                run.addLine(line, position);
            }
        }
        return Optional.empty();
    }

    private static Optional<HttpResponse> rows(Call call, ImportRun run) {
        Bytes body = call.request().body();
        if (body.indexOf('\n', 0) < 0) {
            return Optional.of(Answers.error(ArangoError.HTTP_BAD_PARAMETER, "no JSON array found in second line"));
        }
        Lines lines = new Lines(body);
        Optional<JsonNode> keys = Lines.json(Lines.trimmed(lines.next())).filter(ImportHandler::areNames);
        if (keys.isEmpty()) {
            return Optional.of(
                    Answers.error(ArangoError.HTTP_BAD_PARAMETER, "no JSON string array found in first line"));
        }
        int position = call.parameter("line")
                .filter(l -> l.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
        while (lines.hasNext()) {
            Bytes line = Lines.trimmed(lines.next());
            position++;
            if (line.isEmpty()) {
                run.empty();
            } else {
                run.addRow(keys.get(), line, position);
            }
        }
        return Optional.empty();
    }

    private static boolean areNames(JsonNode keys) {
        if (!keys.isArray() || keys.isEmpty()) {
            return false;
        }
        for (JsonNode key : keys) {
            if (!key.isTextual() || key.textValue().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    static ObjectNode object(JsonNode keys, JsonNode values) {
        ObjectNode object = Json.object();
        for (int i = 0; i < keys.size(); i++) {
            // As the server does: what is null in a row is not there at all.
            if (!values.path(i).isNull()) {
                object.set(keys.path(i).textValue(), values.path(i));
            }
        }
        return object;
    }
}
