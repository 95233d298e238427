package io.arangobatch.tck.server.aql.functions;

import java.text.Normalizer;
import java.util.Comparator;

/**
 * Orders texts as the server's Unicode collation does: by letters first, accents second, small before capital third. The JDK's
 * own collator skips blanks and punctuation, the server's does not.
 */
final class Collation implements Comparator<String> {
    static final Collation INSTANCE = new Collation();

    /** The order of the ASCII characters in the Unicode root collation; letters follow the digits. */
    private static final String PUNCTUATION = "\t\n\u000b\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

    private static final int DIGITS = 100;
    private static final int LETTERS = 200;

    private Collation() {}

    @Override
    public int compare(String left, String right) {
        if (left.equals(right)) {
            return 0;
        }
        String a = Normalizer.normalize(left, Normalizer.Form.NFD);
        String b = Normalizer.normalize(right, Normalizer.Form.NFD);
        int primary = comparePrimary(a, b);
        if (primary != 0) {
            return primary;
        }
        int secondary = marks(a).compareTo(marks(b));
        return secondary != 0 ? secondary : compareCase(a, b);
    }

    private static int comparePrimary(String a, String b) {
        int i = 0;
        int j = 0;
        while (true) {
            i = skipMarks(a, i);
            j = skipMarks(b, j);
            if (i == a.length() || j == b.length()) {
                return Boolean.compare(i < a.length(), j < b.length());
            }
            int left = a.codePointAt(i);
            int right = b.codePointAt(j);
            int order = Integer.compare(weight(left), weight(right));
            if (order != 0) {
                return order;
            }
            i += Character.charCount(left);
            j += Character.charCount(right);
        }
    }

    private static int skipMarks(String text, int from) {
        int i = from;
        while (i < text.length() && isIgnored(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Accents count second, control characters not at all. */
    private static boolean isIgnored(char c) {
        return isMark(c) || (c < ' ' && PUNCTUATION.indexOf(c) < 0);
    }

    private static boolean isMark(char c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static int weight(int codePoint) {
        int punctuation = PUNCTUATION.indexOf(codePoint);
        if (punctuation >= 0) {
            return punctuation;
        }
        if (codePoint >= '0' && codePoint <= '9') {
            return DIGITS + codePoint - '0';
        }
        return LETTERS + Character.toLowerCase(codePoint);
    }

    private static String marks(String text) {
        StringBuilder marks = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            marks.append(isMark(text.charAt(i)) ? text.charAt(i) : '\0');
        }
        return marks.toString();
    }

    private static int compareCase(String a, String b) {
        for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
            boolean upper = Character.isUpperCase(a.charAt(i));
            if (upper != Character.isUpperCase(b.charAt(i))) {
                return upper ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
