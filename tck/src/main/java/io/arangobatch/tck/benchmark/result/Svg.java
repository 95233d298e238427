package io.arangobatch.tck.benchmark.result;

import io.arangobatch.tck.report.Html;
import java.util.Locale;

/** Draws with a few shapes into a page, or an image of its own. */
final class Svg {

    private static final String[] COLOURS = {
        "#2f6fb3", "#d9822b", "#3d8f5f", "#c23b4e", "#7d5fb2", "#8a6d3b", "#c45c9c", "#5c6b77", "#8f9a1f", "#1f9aa8",
        "#1b3f73", "#f0b429", "#0f5f3a", "#ff7f9a", "#4a2f86", "#c9a57b", "#2bbf9a", "#9aa7b2"
    };

    private final Html html;

    Svg(Html html) {
        this.html = html;
    }

    void begin(String title, int width, int height) {
        html.open(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "viewBox",
                        "0 0 " + width + " " + height,
                        "role",
                        "img",
                        "width",
                        "100%",
                        "font-size",
                        "12",
                        "fill",
                        "currentColor",
                        "style",
                        "color-scheme:light dark;color:CanvasText")
                .leaf("title", title)
                .line();
    }

    void end() {
        html.close().line();
    }

    static String colour(int index) {
        return COLOURS[index % COLOURS.length];
    }

    void line(double x1, double y1, double x2, double y2, String colour, double width) {
        html.leaf(
                "line",
                "",
                "x1",
                number(x1),
                "y1",
                number(y1),
                "x2",
                number(x2),
                "y2",
                number(y2),
                "stroke",
                colour,
                "stroke-width",
                number(width));
    }

    void grid(double x1, double y1, double x2, double y2) {
        html.leaf(
                "line",
                "",
                "x1",
                number(x1),
                "y1",
                number(y1),
                "x2",
                number(x2),
                "y2",
                number(y2),
                "stroke",
                "currentColor",
                "stroke-opacity",
                "0.2");
    }

    void dot(double x, double y, String colour, String tip) {
        html.open("circle", "cx", number(x), "cy", number(y), "r", "4", "fill", colour)
                .leaf("title", tip)
                .close();
    }

    /** Writes a text; the anchor is start, middle or end. */
    void text(double x, double y, String anchor, String text) {
        html.leaf("text", text, "x", number(x), "y", number(y), "text-anchor", anchor);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
