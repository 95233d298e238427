package io.arangobatch.tck.server.aql.functions;

import static io.arangobatch.tck.server.aql.functions.Function.MANY;
import static io.arangobatch.tck.server.aql.functions.Function.late;
import static io.arangobatch.tck.server.aql.functions.Function.pure;
import static io.arangobatch.tck.server.aql.functions.Function.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.AqlStore;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** Functions that look at the database, choose between values, or stand for themselves. */
final class MiscFunctions {
    private static final int FAIL_CALLED = 1569;
    private static final int MAX_TOKEN = 65536;
    private static final String TOKEN_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    static final List<Function> ALL = List.of(
            reading("DOCUMENT", 1, 2, MiscFunctions::document),
            reading("COLLECTION_COUNT", 1, 1, (c, a) -> count(c, a.get(0))),
            reading("COLLECTIONS", 0, 0, (c, a) -> collections(c)),
            reading(
                    "CURRENT_DATABASE",
                    0,
                    0,
                    (c, a) -> TextNode.valueOf(c.store().databaseName())),
            reading("CURRENT_USER", 0, 0, (c, a) -> {
                String user = c.store().userName();
                return user == null ? NullNode.getInstance() : TextNode.valueOf(user);
            }),
            pure("NOT_NULL", 1, MANY, (c, a) -> first(a, value -> !value.isNull())),
            pure("FIRST_LIST", 1, MANY, (c, a) -> first(a, JsonNode::isArray)),
            pure("FIRST_DOCUMENT", 1, MANY, (c, a) -> first(a, JsonNode::isObject)),
            pure("PARSE_IDENTIFIER", 1, 1, MiscFunctions::parseIdentifier),
            pure("IS_SAME_COLLECTION", 2, 2, MiscFunctions::isSameCollection),
            late("PASSTHRU", 1, 1, (c, a) -> a.get(0)),
            late("NOOPT", 1, 1, (c, a) -> a.get(0)),
            late("V8", 1, 1, (c, a) -> a.get(0)),
            late("FAIL", 0, 1, (c, a) -> {
                String reason =
                        a.isEmpty() || !a.get(0).isTextual() ? "" : a.get(0).textValue();
                throw new AqlException(FAIL_CALLED, "FAIL(" + reason + ") called");
            }),
            late("RANDOM_TOKEN", 1, 1, (c, a) -> randomToken(a.get(0))));

    private MiscFunctions() {}

    private static JsonNode document(CallContext context, List<JsonNode> a) {
        if (a.size() == 1) {
            return lookUp(context.store(), "", a.get(0));
        }
        if (!a.get(0).isTextual()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "DOCUMENT");
        }
        return lookUp(context.store(), a.get(0).textValue(), a.get(1));
    }

    private static JsonNode lookUp(AqlStore store, String collection, JsonNode id) {
        if (id.isTextual()) {
            return find(store, collection, id.textValue());
        }
        if (!id.isArray()) {
            return NullNode.getInstance();
        }
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        for (JsonNode one : id) {
            JsonNode document = one.isTextual() ? find(store, collection, one.textValue()) : NullNode.getInstance();
            if (!document.isNull()) {
                found.add(document);
            }
        }
        return found;
    }

    private static JsonNode find(AqlStore store, String collection, String id) {
        int slash = id.indexOf('/');
        String key = id.substring(slash + 1);
        String named = slash < 0 ? collection : id.substring(0, slash);
        boolean elsewhere = !collection.isEmpty() && !named.equals(collection);
        if (elsewhere || !store.hasCollection(named)) {
            return NullNode.getInstance();
        }
        return Values.orNull(store.document(named, key));
    }

    private static JsonNode count(CallContext context, JsonNode name) {
        if (!name.isTextual()) {
            throw new AqlException(
                    CallContext.INVALID_ARGUMENT, "invalid argument type in call to function 'COLLECTION_COUNT()'");
        }
        if (!context.store().hasCollection(name.textValue())) {
            throw new AqlException(1203, "collection not found: " + name.textValue());
        }
        return LongNode.valueOf(context.store().count(name.textValue()));
    }

    private static JsonNode collections(CallContext context) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        context.store().collections().stream()
                .sorted(Comparator.comparing(AqlStore.CollectionInfo::name))
                .forEach(collection ->
                        result.addObject().put("_id", collection.id()).put("name", collection.name()));
        return result;
    }

    private static JsonNode first(List<JsonNode> values, Predicate<JsonNode> wanted) {
        return values.stream().filter(wanted).findFirst().orElse(NullNode.getInstance());
    }

    private static String identifier(JsonNode value) {
        JsonNode id = value.isObject() ? value.path("_id") : value;
        return id.isTextual() ? id.textValue() : "";
    }

    private static JsonNode parseIdentifier(CallContext context, List<JsonNode> a) {
        String[] parts = identifier(a.get(0)).split("/", -1);
        if (parts.length != 2) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "PARSE_IDENTIFIER");
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        return result.put("collection", parts[0]).put("key", parts[1]);
    }

    private static JsonNode isSameCollection(CallContext context, List<JsonNode> a) {
        String first = identifier(a.get(0)).split("/", 2)[0];
        String second = identifier(a.get(1)).split("/", 2)[0];
        if (first.isEmpty() || second.isEmpty()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "IS_SAME_COLLECTION");
        }
        return BooleanNode.valueOf(first.equals(second));
    }

    private static JsonNode randomToken(JsonNode length) {
        long wanted = Values.toLong(length);
        if (wanted <= 0 || wanted > MAX_TOKEN) {
            throw new AqlException(
                    CallContext.INVALID_ARGUMENT, "invalid argument type in call to function 'RANDOM_TOKEN()'");
        }
        StringBuilder token = new StringBuilder();
        for (long i = 0; i < wanted; i++) {
            int at = ThreadLocalRandom.current().nextInt(TOKEN_CHARACTERS.length());
            token.append(TOKEN_CHARACTERS.charAt(at));
        }
        return TextNode.valueOf(token.toString());
    }
}
