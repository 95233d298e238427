package io.arangobatch.tck.server.aql.functions;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Writes values as the text that string functions see, numbers in the server's form. */
public final class Json {
    private Json() {}

    public static String write(JsonNode value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, JsonNode value) {
        switch (value.getNodeType()) {
            case STRING -> quote(out, value.textValue());
            case NUMBER -> out.append(Numbers.format(value));
            case BOOLEAN -> out.append(value.booleanValue());
            case ARRAY -> appendArray(out, value);
            case OBJECT -> appendObject(out, value);
            default -> out.append("null");
        }
    }

    private static void appendArray(StringBuilder out, JsonNode array) {
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            append(out, array.get(i));
        }
        out.append(']');
    }

    private static void appendObject(StringBuilder out, JsonNode object) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            out.append(separator);
            quote(out, member.getKey());
            out.append(':');
            append(out, member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"')
                .append(JsonStringEncoder.getInstance().quoteAsString(text))
                .append('"');
    }
}
