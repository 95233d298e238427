package io.arangobatch.internal.config;

import java.util.Locale;

/** What error messages and checks do with texts that came from outside. */
final class Texts {

    private static final int LONGEST_SHOWN = 200;

    private Texts() {}

    /** The index of the first control character, or -1. */
    static int firstControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The text in quotes, shortened if it is long, with control characters made visible. */
    static String quote(String text) {
        String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
        StringBuilder quoted = new StringBuilder(shown.length() + 2).append('"');
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            quoted.append(Character.isISOControl(c) ? codePoint(c) : String.valueOf(c));
        }
        return quoted.append('"').toString();
    }

    /** The name of a character that cannot be printed, such as {@code U+000A}. */
    static String codePoint(char c) {
        return String.format(Locale.ROOT, "U+%04X", (int) c);
    }
}
