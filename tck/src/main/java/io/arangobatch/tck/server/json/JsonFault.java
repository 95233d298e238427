package io.arangobatch.tck.server.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a text that is no JSON, in the words of the server's two parsers: VelocyPack's, which reads most bodies,
 * and V8's, behind the parts of the API that are written in JavaScript.
 */
public record JsonFault(String velocypack, int position, Bytes text) {
    /** The fault in a text that was refused. */
    static JsonFault in(Bytes text, String otherwise) {
        try {
            new Scanner(text).document();
            return new JsonFault(otherwise, text.length(), text);
        } catch (Found found) {
            return new JsonFault(found.what, found.at, text);
        }
    }

    /** What V8 says. */
    public String v8() {
        if (position >= text.length()) {
            return "SyntaxError: Unexpected end of JSON input";
        }
        String before = text.slice(0, position).text();
        String rest = text.slice(position, text.length()).text();
        int c = rest.codePointAt(0);
        String what = c == '"'
                ? "string"
                : c == '-' || Character.isDigit(c) && c < 0x80 ? "number" : "token " + Character.toString(c);
        return "SyntaxError: Unexpected " + what + " in JSON at position " + before.length();
    }

    /** Unwinds the scanner. */
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String what;
        private final int at;

        Found(String what, int at) {
            super(what, null, false, false);
            this.what = what;
            this.at = at;
        }
    }

    /** Reads a text as VelocyPack does, only to find where it stops. */
    private static final class Scanner {
        private static final int DEEPEST = 1000;
        private final Bytes text;
        private int at;
        private int depth;

        Scanner(Bytes text) {
            this.text = text;
        }

        void document() {
            value();
            blanks();
            if (at < text.length()) {
                throw new Found("Expecting EOF", at);
            }
        }

        private void value() {
            switch (next("Expecting item")) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                case 't' -> literal("true");
                case 'f' -> literal("false");
                case 'n' -> literal("null");
                default -> number();
            }
        }

        private void object() {
            enter();
            int c = next("Expecting item or '}'");
            while (c != '}') {
                if (c != '"') {
                    throw new Found("Expecting '\"' or '}'", at);
                }
                string();
                expect(':', "Expecting ':'");
                value();
                c = next("Expecting ',' or '}'");
                if (c == ',') {
                    at++;
                    c = next("Expecting '\"' or '}'");
                    if (c != '"') {
                        throw new Found("Expecting '\"' or '}'", at);
                    }
                } else if (c != '}') {
                    throw new Found("Expecting ',' or '}'", at);
                }
            }
            leave();
        }

        private void array() {
            enter();
            int c = next("Expecting item or ']'");
            while (c != ']') {
                value();
                c = next("Expecting ',' or ']'");
                if (c == ',') {
                    at++;
                    c = ',';
                } else if (c != ']') {
                    throw new Found("Expecting ',' or ']'", at);
                }
            }
            leave();
        }

        private void enter() {
            if (++depth > DEEPEST) {
                throw new Found("Too deep nesting in Array/Object", at);
            }
            at++;
        }

        private void leave() {
            depth--;
            at++;
        }

        private void literal(String word) {
            byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
            for (byte b : bytes) {
                if (at >= text.length() || text.at(at) != b) {
                    throw new Found("Expecting '" + word + "'", at);
                }
                at++;
            }
        }

        private void number() {
            if (peek() == '-') {
                at++;
                some("Incomplete number");
            }
            if (!digit()) {
                throw new Found("Expecting digit", at);
            }
            if (peek() == '0') {
                at++;
            } else {
                digits();
            }
            if (peek() == '.') {
                at++;
                someDigits();
            }
            if (peek() == 'e' || peek() == 'E') {
                at++;
                if (peek() == '+' || peek() == '-') {
                    at++;
                }
                someDigits();
            }
        }

        private void someDigits() {
            if (!digit()) {
                throw new Found("Incomplete number", at);
            }
            digits();
        }

        private void digits() {
            while (digit()) {
                at++;
            }
        }

        private boolean digit() {
            int c = peek();
            return c >= '0' && c <= '9';
        }

        private void string() {
            at++;
            while (true) {
                int c = some("Unfinished string");
                if (c == '"') {
                    at++;
                    return;
                }
                if (c == '\\') {
                    at++;
                    escape();
                } else if (c < 0x20) {
                    throw new Found("Unexpected control character", at);
                } else if (c >= 0x80) {
                    multibyte(c);
                } else {
                    at++;
                }
            }
        }

        private void escape() {
            int c = some("Invalid escape sequence");
            if (c == 'u') {
                at++;
                for (int i = 0; i < 4; i++) {
                    if (Character.digit(some("Unfinished \\uXXXX escape sequence"), 16) < 0) {
                        throw new Found("Illegal \\uXXXX escape sequence", at);
                    }
                    at++;
                }
            } else if ("\"\\/bfnrt".indexOf(c) >= 0) {
                at++;
            } else {
                throw new Found("Invalid escape sequence", at);
            }
        }

        private void multibyte(int lead) {
            int follow = lead >= 0xc2 && lead < 0xe0
                    ? 1
                    : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
            if (follow == 0) {
                throw new Found("Invalid UTF-8 sequence", at);
            }
            at++;
            for (int i = 0; i < follow; i++) {
                if ((some("scanString: truncated UTF-8 sequence") & 0xc0) != 0x80) {
                    throw new Found("Invalid UTF-8 sequence", at);
                }
                at++;
            }
        }

        private void expect(int c, String what) {
            if (next(what) != c) {
                throw new Found(what, at);
            }
            at++;
        }

        private int next(String otherwise) {
            blanks();
            return some(otherwise);
        }

        private int some(String otherwise) {
            int c = peek();
            if (c < 0) {
                throw new Found(otherwise, at);
            }
            return c;
        }

        private int peek() {
            return at < text.length() ? text.at(at) & 0xff : -1;
        }

        private void blanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.at(at)) >= 0) {
                at++;
            }
        }
    }

    /** A text that is no JSON. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable JsonFault fault;

        Refused(JsonFault fault) {
            super(fault.velocypack(), null, false, false);
            this.fault = fault;
        }

        public String velocypack() {
            return String.valueOf(getMessage());
        }

        public String v8() {
            return fault == null ? velocypack() : fault.v8();
        }
    }
}
