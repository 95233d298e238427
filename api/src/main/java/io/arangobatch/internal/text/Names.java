package io.arangobatch.internal.text;

import io.arangobatch.ArangoRequestException;

/** Checks what becomes part of a request's head, so that nothing can break out of its place. */
public final class Names {

    private Names() {}

    /**
     * Checks a name that becomes one segment of a path.
     *
     * @param what what the name is, such as {@code collection name}
     * @param name what the caller gave
     * @return the name
     * @throws ArangoRequestException if it is null, empty, or holds a slash or a control character
     */
    public static String require(String what, String name) {
        if (name == null) {
            throw new ArangoRequestException("the " + what + " is null; give its text");
        }
        if (name.isEmpty()) {
            throw new ArangoRequestException("the " + what + " is empty; give at least one character");
        }
        refuseControls(what, name);
        if (name.indexOf('/') >= 0) {
            throw new ArangoRequestException(
                    "the " + what + " \"" + name + "\" holds a '/', which none may; give the name alone");
        }
        return name;
    }

    /**
     * Checks that a text holds no control character, which includes CR, LF and NUL.
     *
     * @param what what the text is
     * @param text what the caller gave
     * @throws ArangoRequestException if it holds one
     */
    public static void refuseControls(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                throw new ArangoRequestException(
                        "the " + what + " \"" + Shown.of(text) + "\" holds the control character "
                                + Shown.codePoint(text.charAt(i)) + " at index " + i + "; remove it");
            }
        }
    }

    /**
     * Checks a text that becomes the value of a header. It may be a credential, so messages do not repeat it.
     *
     * @param what what the text is
     * @param value what the caller gave
     * @throws ArangoRequestException if it holds a control character or one beyond ASCII
     */
    public static void requireHeaderValue(String what, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isControl(c)) {
                throw new ArangoRequestException("the " + what + " holds the control character " + Shown.codePoint(c)
                        + " at index " + i + "; remove it");
            }
            if (c > '~') {
                throw new ArangoRequestException("the " + what + " holds " + Shown.codePoint(c) + " at index " + i
                        + ", which is beyond ASCII; encode it as the header's definition says");
            }
        }
    }

    /**
     * Checks a request target that the caller wrote by hand.
     *
     * @param target path and query, already percent-encoded
     * @return the target
     * @throws ArangoRequestException if it cannot be sent as it is
     */
    public static String requireTarget(String target) {
        int illegal = firstIllegal(target);
        if (illegal >= 0) {
            refuseControls("path", target); // which has more to say
        }
        if (!target.startsWith("/")) {
            throw new ArangoRequestException("the path \"" + target + "\" does not begin with '/'");
        }
        if (target.startsWith("/_db/")) {
            throw new ArangoRequestException("the path \"" + target
                    + "\" names a database; a request goes to the database of its connection, so leave \"/_db/…\" out");
        }
        if (illegal >= 0) {
            throw new ArangoRequestException(
                    "the path \"" + target + "\" holds " + Shown.codePoint(target.charAt(illegal)) + " at index "
                            + illegal + ", which must be percent-encoded");
        }
        return target;
    }

    private static int firstIllegal(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~' || c == '#') {
                return i;
            }
        }
        return -1;
    }

    /** The same as {@link Character#isISOControl(char)}, which looks in tables. */
    private static boolean isControl(char c) {
        return c < ' ' || (c >= 0x7f && c <= 0x9f);
    }
}
