package io.arangobatch.tck.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML from elements and text. A template library would be a dependency that vendors get; a page of tables needs no more than
 * this, and here no name or message gets past the escaping.
 */
final class Html {

    private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are names and values in turn. */
    Html open(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        open.push(element);
        return this;
    }

    /** Closes the element that was opened last. */
    Html close() {
        out.append("</").append(open.pop()).append(">");
        return this;
    }

    /** Ends a line of the source, for those who read it. */
    Html line() {
        out.append('\n');
        return this;
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    Html text(int number) {
        out.append(number);
        return this;
    }

    /** An element that holds nothing but text. */
    Html leaf(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** An element that has neither content nor end. */
    Html empty(String element, String... attributes) {
        open(element, attributes);
        open.pop();
        return this;
    }

    /** A style sheet of the kit's own, which is no text of HTML: it is not escaped. */
    Html style(String trusted) {
        out.append("<style>\n").append(trusted).append("</style>\n");
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isLegal(c) ? c : '\uFFFD');
            }
        }
    }

    /** Control characters, which messages about broken answers may hold, are no part of HTML. */
    private static boolean isLegal(char c) {
        return c >= 0x20 && (c < 0x7F || c > 0x9F) || c == '\n' || c == '\t';
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return out.toString();
    }
}
