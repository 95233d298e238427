package io.arangobatch.internal.text;

/** Makes foreign text fit for a message: one line, bounded, with control characters made visible. */
public final class Shown {

    private static final int LONGEST = 200;

    private Shown() {}

    /**
     * Returns a text as it may stand in a message.
     *
     * @param text any text
     * @return at most 200 characters of it, with {@code …} where it was cut
     */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST) + 8);
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? escape(c) : String.valueOf(c));
        }
        return text.length() > LONGEST ? shown.append('…').toString() : shown.toString();
    }

    /**
     * Returns the Unicode name of a character's place.
     *
     * @param c a character
     * @return for example {@code U+000D}
     */
    public static String codePoint(char c) {
        return String.format("U+%04X", (int) c);
    }

    private static String escape(char c) {
        return switch (c) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) c);
        };
    }
}
