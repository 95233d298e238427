package io.arangobatch.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoServerException;
import io.arangobatch.internal.error.ServerErrors;
import io.arangobatch.internal.json.PlainMetadata;
import io.arangobatch.internal.json.Values;
import io.arangobatch.internal.response.ServerResponse;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.model.ElementResult;
import io.arangobatch.model.ImportResult;
import io.arangobatch.model.StoredDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the answers of the document API. */
final class DocumentDecoders {

    private static final int DOCUMENT_NOT_FOUND = 1202;

    private DocumentDecoders() {}

    /** Metadata are read without a tree: every write has them, and it would cost more than all the rest. */
    static DocumentMetadata metadata(ArangoResponse response) {
        response.requireSuccess();
        @Nullable
        DocumentMetadata plain = response instanceof ServerResponse whole
                ? PlainMetadata.read(whole.raw().bytes(), whole.raw().bodyFrom())
                : null;
        return plain == null ? parsed(response) : plain;
    }

    private static DocumentMetadata parsed(ArangoResponse response) {
        try (JsonParser parser = response.parser()) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw response.malformed("a document's metadata must be a JSON object", Optional.empty());
            }
            return metadata(parser, response.mapper());
        } catch (IOException e) {
            throw response.malformed("a document's metadata must be JSON", Optional.of(e));
        }
    }

    private static DocumentMetadata metadata(JsonParser parser, ObjectMapper mapper) throws IOException {
        String id = "";
        String key = "";
        String rev = "";
        Optional<String> oldRev = Optional.empty();
        Optional<StoredDocument> newDocument = Optional.empty();
        Optional<StoredDocument> oldDocument = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "_id" -> id = parser.getText();
                case "_key" -> key = parser.getText();
                case "_rev" -> rev = parser.getText();
                case "_oldRev" -> oldRev = Optional.of(parser.getText());
                case "new" -> newDocument = stored(parser, mapper);
                case "old" -> oldDocument = stored(parser, mapper);
                default -> parser.skipChildren();
            }
        }
        return new DocumentMetadata(id, key, rev, oldRev, newDocument, oldDocument);
    }

    private static Optional<StoredDocument> stored(JsonParser parser, ObjectMapper mapper) throws IOException {
        JsonNode document = mapper.readTree(parser);
        return document.isObject() && !document.isEmpty()
                ? Optional.of(new StoredDocument(document, mapper))
                : Optional.empty();
    }

    static Optional<DocumentMetadata> metadataIfMatched(ArangoResponse response) {
        boolean unmatched = response.status() == 412 || isMissing(response);
        return unmatched ? Optional.empty() : Optional.of(metadata(response));
    }

    static List<ElementResult<DocumentMetadata>> metadataOfMany(ArangoResponse response) {
        ObjectMapper mapper = response.mapper();
        return elements(response, element -> {
            try (JsonParser parser = mapper.treeAsTokens(element)) {
                parser.nextToken();
                return metadata(parser, mapper);
            } catch (IOException e) {
                throw response.malformed("an element must be a document's metadata", Optional.of(e));
            }
        });
    }

    static <T> Optional<T> document(ArangoResponse response, Class<T> type) {
        boolean absent = response.status() == 304 || response.status() == 412 || isMissing(response);
        return absent ? Optional.empty() : Optional.of(response.requireSuccess().as(type));
    }

    static <T> List<ElementResult<T>> documents(ArangoResponse response, Class<T> type) {
        return elements(response, element -> {
            try {
                return Values.convert(element, response.mapper(), type);
            } catch (JsonProcessingException e) {
                throw response.malformed("an element cannot be read as " + type.getName(), Optional.of(e));
            }
        });
    }

    static Boolean exists(ArangoResponse response) {
        return switch (response.status()) {
            case 304, 404, 412 -> false;
            default -> {
                response.requireSuccess();
                yield true;
            }
        };
    }

    static ImportResult imported(ArangoResponse response) {
        JsonNode answer = response.requireSuccess().json();
        List<String> details = new ArrayList<>();
        answer.path("details").forEach(detail -> details.add(detail.asText()));
        return new ImportResult(
                answer.path("created").asLong(),
                answer.path("errors").asLong(),
                answer.path("empty").asLong(),
                answer.path("updated").asLong(),
                answer.path("ignored").asLong(),
                details);
    }

    private static boolean isMissing(ArangoResponse response) {
        return response.status() == 404 && response.errorNum() == DOCUMENT_NOT_FOUND;
    }

    private static <T> List<ElementResult<T>> elements(ArangoResponse response, Function<JsonNode, T> reader) {
        JsonNode answer = response.requireSuccess().json();
        if (answer.isObject() && answer.isEmpty()) {
            // What newer servers say of silent writes that all went well.
            return List.of();
        }
        if (!answer.isArray()) {
            throw response.malformed("the answer to a request for many must be a JSON array", Optional.empty());
        }
        List<ElementResult<T>> results = new ArrayList<>(answer.size());
        for (JsonNode element : answer) {
            @Nullable ArangoServerException error = ServerErrors.ofElement(element, response);
            results.add(
                    error == null
                            ? new ElementResult.Success<>(reader.apply(element))
                            : new ElementResult.Failure<>(error));
        }
        return List.copyOf(results);
    }
}
