package io.arangobatch.tck.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * Writes HTML from elements and text. A template library would be a dependency that vendors get; a page of tables needs no more than
 * this, and here no name or message gets past the escaping.
 */
public final class Html {

    private final StringBuilder out;
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins a page. */
    public Html() {
        this("<!DOCTYPE html>\n");
    }

    private Html(String beginning) {
        this.out = new StringBuilder(beginning);
    }

    /** Begins an image, as a file of its own: the same elements, but strict as XML. */
    public static Html image() {
        return new Html("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /** Opens an element; attributes are names and values in turn. */
    public Html open(String element, String... attributes) {
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
    public Html close() {
        out.append("</").append(open.pop()).append(">");
        return this;
    }

    /** Ends a line of the source, for those who read it. */
    public Html line() {
        out.append('\n');
        return this;
    }

    public Html text(String text) {
        escape(text);
        return this;
    }

    public Html text(int number) {
        out.append(number);
        return this;
    }

    /** An element that holds nothing but text. */
    public Html leaf(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** An element that has neither content nor end. */
    public Html empty(String element, String... attributes) {
        open(element, attributes);
        open.pop();
        return this;
    }

    /** A style sheet of the kit's own, which is no text of HTML: it is not escaped. */
    public Html style(String trusted) {
        out.append("<style>\n").append(trusted).append("</style>\n");
        return this;
    }

    /** The head of a page that needs nothing else, neither scripts nor the network, in the style of all reports. */
    public Html head(String title) {
        open("head").line().empty("meta", "charset", "utf-8").line();
        empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        empty("meta", "name", "color-scheme", "content", "light dark").line();
        empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'")
                .line();
        leaf("title", title).line();
        return style(styleSheet()).close().line();
    }

    private static String styleSheet() {
        try (InputStream in = Html.class.getResourceAsStream("report.css")) {
            return new String(
                    Objects.requireNonNull(in, "report.css is missing from the kit's jar")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read report.css", e);
        }
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
