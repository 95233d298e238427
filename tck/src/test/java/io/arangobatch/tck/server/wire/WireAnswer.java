package io.arangobatch.tck.server.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer, and its normal form: what varies from run to run masked, what does not matter left out. */
record WireAnswer(String statusLine, List<List<String>> headers, String body) {
    private static final Set<String> VARIES = Set.of(
            "_rev",
            "_oldRev",
            "rev",
            "revision",
            "id",
            "globallyUniqueId",
            "executionTime",
            "time",
            "jwt",
            "checksum",
            "figures",
            "lastValue",
            "estimatedCost",
            "estimatedNrItems",
            "details",
            "path",
            "peakMemoryUsage");
    private static final Set<String> COMPARED =
            Set.of("content-type", "location", "x-arango-errors", "x-arango-error-codes", "allow", "www-authenticate");
    private static final Set<String> PRESENT = Set.of("etag", "x-arango-async-id");
    private static final Pattern BATCH = Pattern.compile("\\s*--(\\S+?)\r\n.*", Pattern.DOTALL);
    private static final String PART_TYPE = "application/x-arango-batchpart";
    private static final String GAP = "\r\n\r\n";

    static WireAnswer parse(String raw) {
        int end = raw.indexOf(GAP);
        String head = end < 0 ? raw : raw.substring(0, end);
        String[] lines = head.split("\r\n");
        return new WireAnswer(lines[0], headers(lines), end < 0 ? "" : raw.substring(end + GAP.length()));
    }

    JsonNode normal() {
        ObjectNode normal = JsonNodeFactory.instance.objectNode();
        normal.put("status", statusLine);
        normal.set("headers", kept());
        normal.set("body", content(body));
        return normal;
    }

    private ObjectNode kept() {
        Map<String, String> kept = new TreeMap<>();
        for (List<String> header : headers) {
            String name = header.get(0).toLowerCase(Locale.ROOT);
            String value = header.get(1);
            if (name.equals("location")) {
                kept.put(name, value.replaceFirst("/\\d{2,}$", "/*"));
            } else if (COMPARED.contains(name)) {
                kept.put(name, value);
            } else if (PRESENT.contains(name)) {
                kept.put(name, "present");
            }
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        kept.forEach(node::put);
        return node;
    }

    private static JsonNode content(String text) {
        Matcher batch = BATCH.matcher(text);
        return batch.matches() && text.contains(PART_TYPE) ? parts(text, batch.group(1)) : json(text);
    }

    /** A batch's answer: the framing as it is, the parts in their normal form. */
    private static JsonNode parts(String text, String boundary) {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        List<String> pieces = new ArrayList<>(List.of(text.split(Pattern.quote("--" + boundary), -1)));
        parts.add(pieces.remove(0));
        parts.add(pieces.remove(pieces.size() - 1));
        for (String piece : pieces) {
            ObjectNode part = parts.addObject();
            int mime = piece.indexOf(GAP);
            part.put("mime", mime < 0 ? piece : piece.substring(0, mime));
            WireAnswer inner = parse(mime < 0 ? "" : piece.substring(mime + GAP.length()));
            ArrayNode names = part.putArray("headers");
            inner.headers.forEach(header -> names.add(header.get(0)));
            part.put("end", inner.body.endsWith("\r\n"));
            String body = inner.body.endsWith("\r\n") ? inner.body.substring(0, inner.body.length() - 2) : inner.body;
            part.set("answer", new WireAnswer(inner.statusLine, inner.headers, body).normal());
        }
        return parts;
    }

    private static JsonNode json(String text) {
        try {
            JsonNode node = WireScript.MAPPER.readTree(text);
            return node == null || node instanceof MissingNode ? TextNode.valueOf(text) : mask(node, "");
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    private static JsonNode mask(JsonNode node, String name) {
        if (node.isObject()) {
            ObjectNode masked = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(member -> masked.set(
                            member.getKey().replaceFirst("^(\\w+/)\\d{2,}$", "$1*"),
                            mask(member.getValue(), member.getKey())));
            return masked;
        }
        if (node.isArray()) {
            ArrayNode masked = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> masked.add(mask(element, "")));
            return masked;
        }
        if (VARIES.contains(name) && !node.isBoolean()) {
            return TextNode.valueOf("*");
        }
        return node.isTextual() ? TextNode.valueOf(mask(node.textValue(), name)) : node;
    }

    private static String mask(String text, String name) {
        if (name.equals("_key") && text.matches("\\d{2,}")) {
            return "*";
        }
        String masked = name.equals("errorMessage")
                ? text.replaceAll("in index \\d+|exception location: [^)]*", "*")
                        .replaceAll("\\b\\d{4,}\\b", "*")
                : text;
        return masked.replaceFirst("^(\\w+)/\\d{2,}$", "$1/*");
    }

    private static List<List<String>> headers(String[] lines) {
        List<List<String>> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = colon < 0 ? lines[i] : lines[i].substring(0, colon);
            headers.add(List.of(
                    name.strip(), colon < 0 ? "" : lines[i].substring(colon + 1).strip()));
        }
        return headers;
    }
}
