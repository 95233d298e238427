package io.arangobatch.tck.server.aql.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** FIND_FIRST and FIND_LAST: text, search, and the first and last place where it may be. */
final class TextSearch {
    private TextSearch() {}

    static long first(List<JsonNode> a) {
        String text = Values.toText(a.get(0));
        String search = Values.toText(a.get(1));
        long start = start(a);
        long end = end(a, text);
        if (start < 0 || end < 0 || end < start) {
            return -1;
        }
        return cut(text, end).indexOf(search, (int) Math.min(start, Integer.MAX_VALUE));
    }

    static long last(List<JsonNode> a) {
        String text = Values.toText(a.get(0));
        String search = Values.toText(a.get(1));
        long start = start(a);
        long end = end(a, text);
        if (start < 0 || end < 0 || end < start) {
            return -1;
        }
        int found = cut(text, end).lastIndexOf(search);
        return found < start ? -1 : found;
    }

    private static long start(List<JsonNode> a) {
        return a.size() > 2 && !a.get(2).isNull() ? Values.toLong(a.get(2)) : 0;
    }

    private static long end(List<JsonNode> a, String text) {
        return a.size() > 3 && !a.get(3).isNull() ? Values.toLong(a.get(3)) : text.length();
    }

    private static String cut(String text, long end) {
        return end + 1 >= text.length() ? text : text.substring(0, (int) end + 1);
    }
}
