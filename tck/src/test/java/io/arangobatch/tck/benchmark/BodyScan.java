package io.arangobatch.tck.benchmark;

import java.nio.charset.StandardCharsets;

/** Looks through the body of a batch, as it comes, for its delimiters and the keys of its documents. */
final class BodyScan {

    static final String KEY = "\"_key\":\"";

    private final Sought delimiter;
    private final Sought key = new Sought(KEY);
    private int number = -1;
    private int parts;
    private int keys;

    BodyScan(String delimiter) {
        this.delimiter = new Sought(delimiter);
    }

    int parts() {
        return parts;
    }

    int keys() {
        return keys;
    }

    void feed(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            take(bytes[i]);
        }
    }

    private void take(byte b) {
        if (number >= 0) {
            if (b >= '0' && b <= '9') {
                number = number * 10 + b - '0';
                return;
            }
            if (number != keys) {
                throw new IllegalStateException("after " + keys + " keys came that of " + number);
            }
            keys++;
            number = -1;
        }
        if (delimiter.endsWith(b)) {
            parts++;
        } else if (key.endsWith(b)) {
            number = 0;
        }
    }

    /** A text that does not begin anew within itself, but for its first byte. */
    private static final class Sought {
        private final byte[] text;
        private int matched;

        Sought(String text) {
            this.text = text.getBytes(StandardCharsets.US_ASCII);
        }

        boolean endsWith(byte b) {
            if (b == text[matched]) {
                matched++;
            } else {
                matched = b == text[0] ? 1 : 0;
            }
            if (matched < text.length) {
                return false;
            }
            matched = 0;
            return true;
        }
    }
}
