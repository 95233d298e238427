package io.arangobatch.tck.equivalence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.arangobatch.ArangoException;
import io.arangobatch.ArangoServerException;
import io.arangobatch.model.Cursor;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.model.ElementResult;
import io.arangobatch.model.StoredDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What came of a session as text that is the same wherever it should be: what servers choose, such as revisions, is numbered in the order of its first appearance. */
final class Normalized {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> REVISIONS = Set.of("_rev", "_oldRev");
    private static final Set<String> IDENTITY = Set.of("_key", "_id", "_rev");

    private final Map<String, String> chosen = new HashMap<>();

    /** A result. */
    String result(Object value) {
        return normal(tree(value)).toString();
    }

    /** An exception: its class, and what the server says in numbers. Its texts differ between one document and many. */
    static String failure(ArangoException exception) {
        String name = exception.getClass().getSimpleName();
        return exception instanceof ArangoServerException server
                ? name + " " + server.status() + "/" + server.errorNum()
                : name;
    }

    /** The documents of a collection, in an order that does not depend on what the server chose. */
    List<String> data(List<JsonNode> documents) {
        return documents.stream()
                .sorted(Comparator.comparing(Normalized::place))
                .map(document -> normal(document).toString())
                .toList();
    }

    private static String place(JsonNode document) {
        String key = document.path("_key").asText();
        if (!isChosen(key)) {
            return key;
        }
        ObjectNode content = document.deepCopy();
        content.remove(IDENTITY);
        return " " + sorted(content);
    }

    /** The order of attributes is nobody's promise. */
    private static String sorted(ObjectNode content) {
        Map<String, JsonNode> members = new TreeMap<>();
        content.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members.toString();
    }

    private static boolean isChosen(String key) {
        return !key.isEmpty() && key.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private JsonNode tree(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(this::tree).orElse(NODES.textNode("empty"));
        }
        if (value instanceof DocumentMetadata metadata) {
            return metadata(metadata);
        }
        if (value instanceof Cursor<?> cursor) {
            ArrayNode rows = NODES.arrayNode();
            cursor.forEach(row -> rows.add(tree(row)));
            return rows;
        }
        if (value instanceof List<?> list) {
            ArrayNode rows = NODES.arrayNode();
            list.forEach(row -> rows.add(tree(row)));
            return rows;
        }
        if (value instanceof ElementResult<?> element) {
            return element.error()
                    .<JsonNode>map(error -> NODES.textNode(failure(error)))
                    .orElseGet(() -> tree(element.get()));
        }
        return MAPPER.valueToTree(value);
    }

    private JsonNode metadata(DocumentMetadata metadata) {
        ObjectNode tree = NODES.objectNode()
                .put("_id", metadata.id())
                .put("_key", metadata.key())
                .put("_rev", metadata.rev());
        metadata.oldRev().ifPresent(rev -> tree.put("_oldRev", rev));
        metadata.newDocument().map(StoredDocument::json).ifPresent(document -> tree.set("new", document));
        metadata.oldDocument().map(StoredDocument::json).ifPresent(document -> tree.set("old", document));
        return tree;
    }

    private JsonNode normal(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = NODES.arrayNode();
            node.forEach(element -> array.add(normal(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = NODES.objectNode();
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        names.stream().sorted().forEach(name -> object.set(name, member(name, node.get(name))));
        return object;
    }

    private JsonNode member(String name, JsonNode value) {
        String text = value.asText();
        if (REVISIONS.contains(name) && !text.isEmpty()) {
            return numbered("rev", text);
        }
        if (name.equals("_key") && isChosen(text)) {
            return numbered("key", text);
        }
        String key = text.substring(text.indexOf('/') + 1);
        return name.equals("_id") && isChosen(key) ? numbered("key", key) : normal(value);
    }

    private TextNode numbered(String what, String text) {
        return NODES.textNode(chosen.computeIfAbsent(what + text, unseen -> what + "#" + chosen.size()));
    }
}
