package io.arangobatch.internal.multipart;

import io.arangobatch.spi.HttpHeader;

/**
 * The last line of defence against a request that would write a second one behind the user's back: what may stand in the head of a part.
 * Messages never repeat a header's value, since it may be a credential.
 */
final class RequestText {

    private RequestText() {}

    static void checkMethod(String method) {
        check(method, "the method", '!', '~');
    }

    static void checkTarget(String target) {
        check(target, "the request target", '!', '~');
    }

    static void checkHeader(HttpHeader header) {
        check(header.name(), "a header name", '!', '~');
        int colon = header.name().indexOf(':');
        if (colon >= 0) {
            throw refused("a header name", header.name(), colon);
        }
        String value = header.value();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                throw refused("the value of the header " + header.name(), value, i);
            }
        }
    }

    private static void check(String text, String what, char lowest, char highest) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < lowest || c > highest) {
                throw refused(what, text, i);
            }
        }
    }

    private static IllegalArgumentException refused(String what, String text, int index) {
        return new IllegalArgumentException(String.format(
                "%s holds %s at index %d, which would change or break the request: remove or encode it",
                what, nameOf(text.charAt(index)), index));
    }

    private static String nameOf(char c) {
        return switch (c) {
            case '\r' -> "CR";
            case '\n' -> "LF";
            case '\0' -> "NUL";
            case ' ' -> "a blank";
            default -> String.format("U+%04X", (int) c);
        };
    }
}
