package io.arangobatch.tck.server.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON as the server does: no blanks, everything beyond ASCII escaped, its own way with floating-point numbers. */
public final class JsonWriter {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger UINT64_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private final ByteBuilder out;
    private final boolean escapeUnicode;
    private boolean comma;

    public JsonWriter(ByteBuilder out) {
        this(out, true);
    }

    private JsonWriter(ByteBuilder out, boolean escapeUnicode) {
        this.out = out;
        this.escapeUnicode = escapeUnicode;
    }

    /** A value as text, beyond ASCII unescaped, as the server quotes documents in messages. */
    public static String text(JsonNode node) {
        ByteBuilder out = new ByteBuilder(256);
        new JsonWriter(out, false).node(node);
        return out.bytes().text();
    }

    public JsonWriter object() {
        separate();
        out.put('{');
        comma = false;
        return this;
    }

    public JsonWriter endObject() {
        out.put('}');
        comma = true;
        return this;
    }

    public JsonWriter array() {
        separate();
        out.put('[');
        comma = false;
        return this;
    }

    public JsonWriter endArray() {
        out.put(']');
        comma = true;
        return this;
    }

    public JsonWriter name(String name) {
        separate();
        quoted(name);
        out.put(':');
        comma = false;
        return this;
    }

    public JsonWriter string(@Nullable String value) {
        separate();
        if (value == null) {
            out.latin1("null");
        } else {
            quoted(value);
        }
        comma = true;
        return this;
    }

    public JsonWriter number(long value) {
        separate();
        out.decimal(value);
        comma = true;
        return this;
    }

    public JsonWriter number(double value) {
        separate();
        out.latin1(Numbers.text(value));
        comma = true;
        return this;
    }

    public JsonWriter bool(boolean value) {
        separate();
        out.latin1(value ? "true" : "false");
        comma = true;
        return this;
    }

    public JsonWriter field(String name, String value) {
        return name(name).string(value);
    }

    public JsonWriter field(String name, long value) {
        return name(name).number(value);
    }

    public JsonWriter field(String name, boolean value) {
        return name(name).bool(value);
    }

    public JsonWriter field(String name, JsonNode value) {
        return name(name).node(value);
    }

    public JsonWriter node(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                object();
                fields(node);
                endObject();
            }
            case ARRAY -> {
                array();
                for (JsonNode element : node) {
                    node(element);
                }
                endArray();
            }
            case STRING -> string(node.textValue());
            case NUMBER -> numeric(node);
            case BOOLEAN -> bool(node.booleanValue());
            default -> string(null);
        }
        return this;
    }

    /** The members of an object, into the object that is open. */
    public JsonWriter fields(JsonNode object) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            name(member.getKey()).node(member.getValue());
        }
        return this;
    }

    private void numeric(JsonNode node) {
        if (node.isBigInteger()) {
            BigInteger value = node.bigIntegerValue();
            separate();
            boolean fits = value.signum() >= 0 && value.compareTo(UINT64_MAX) <= 0;
            out.latin1(fits ? value.toString() : Numbers.text(value.doubleValue()));
            comma = true;
        } else if (node.isIntegralNumber()) {
            number(node.longValue());
        } else {
            number(node.doubleValue());
        }
    }

    private void separate() {
        if (comma) {
            out.put(',');
        }
    }

    private void quoted(String text) {
        out.put('"');
        int plain = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
                continue;
            }
            run(text, plain, i);
            plain = i + 1;
            if (c < 0x80 || escapeUnicode) {
                escape(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < length) {
                out.utf8(text.substring(i, i + 2));
                plain = ++i + 1;
            } else {
                out.utf8(String.valueOf(c));
            }
        }
        run(text, plain, length);
        out.put('"');
    }

    private void run(String text, int from, int to) {
        if (to > from) {
            out.latin1(from == 0 && to == text.length() ? text : text.substring(from, to));
        }
    }

    private void escape(char c) {
        out.put('\\');
        switch (c) {
            case '"', '\\' -> out.put(c);
            case '\b' -> out.put('b');
            case '\f' -> out.put('f');
            case '\n' -> out.put('n');
            case '\r' -> out.put('r');
            case '\t' -> out.put('t');
            default ->
                out.put('u')
                        .put(HEX[c >> 12])
                        .put(HEX[c >> 8 & 15])
                        .put(HEX[c >> 4 & 15])
                        .put(HEX[c & 15]);
        }
    }
}
