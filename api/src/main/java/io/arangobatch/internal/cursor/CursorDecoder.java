package io.arangobatch.internal.cursor;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arangobatch.internal.json.Values;
import io.arangobatch.model.Cursor;
import io.arangobatch.request.ArangoResponse;
import io.arangobatch.request.ResponseDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of the cursor API, result by result, without a tree of the whole.
 *
 * @param <T> the class of a result
 */
public final class CursorDecoder<T> implements ResponseDecoder<Cursor<T>> {

    private final Class<T> type;

    /**
     * Makes a decoder.
     *
     * @param type the class of a result
     */
    public CursorDecoder(Class<T> type) {
        this.type = Objects.requireNonNull(type, "type");
    }

    @Override
    public Cursor<T> decode(ArangoResponse response) {
        return new PagedCursor<>(page(response), this, response.origin());
    }

    CursorPage<T> page(ArangoResponse response) {
        response.requireSuccess();
        try (JsonParser parser = response.parser()) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw response.malformed("the results of a query must be a JSON object", Optional.empty());
            }
            CursorPage<T> page = page(parser, response.mapper());
            if (page == null) {
                throw response.malformed(
                        "the results of a query must have a \"result\", and an \"id\" where there are more",
                        Optional.empty());
            }
            return page;
        } catch (IOException e) {
            throw response.malformed("the results of the query cannot be read as " + type.getName(), Optional.of(e));
        }
    }

    private @Nullable CursorPage<T> page(JsonParser parser, ObjectMapper mapper) throws IOException {
        List<T> results = null;
        Optional<String> id = Optional.empty();
        boolean hasMore = false;
        OptionalLong count = OptionalLong.empty();
        boolean cached = false;
        JsonNode extra = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "result" -> results = results(parser, mapper);
                case "id" -> id = Optional.of(parser.getText());
                case "hasMore" -> hasMore = parser.getBooleanValue();
                case "count" -> count = OptionalLong.of(parser.getLongValue());
                case "cached" -> cached = parser.getBooleanValue();
                case "extra" -> extra = mapper.readTree(parser);
                default -> parser.skipChildren();
            }
        }
        if (results == null || hasMore && id.isEmpty()) {
            return null;
        }
        return new CursorPage<>(results, hasMore ? id : Optional.empty(), count, cached, extra);
    }

    private List<T> results(JsonParser parser, ObjectMapper mapper) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            throw new JsonParseException(parser, "\"result\" is no array");
        }
        List<T> results = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            results.add(Values.read(parser, mapper, type));
        }
        return Collections.unmodifiableList(results);
    }
}
