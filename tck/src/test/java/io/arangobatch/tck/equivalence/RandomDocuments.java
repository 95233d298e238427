package io.arangobatch.tck.equivalence;

import com.fasterxml.jackson.databind.util.RawValue;
import io.arangobatch.request.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents of which most are good, and some are whatever a driver or a server might stumble over. */
final class RandomDocuments {

    private static final List<String> ODD_KEYS = List.of(
            "with space", "ä", "%41", "@(1)+,=;$!*'", "quote\"d", "back\\slash", "x".repeat(254), "x".repeat(255));
    private static final List<String> TEXTS = List.of(
            "", "plain", "ümläut", "日本", "😀", "\"quoted\" \\ and / \u0000 \u001f", "\r\n--boundary\r\n", "[{},\"]\"");
    private static final List<String> RAW = List.of(
            "{\"m\":1}",
            " { \"_key\" : \"k1\" } ",
            "{\"a\":1,\"a\":2}",
            "{\"broken\":",
            "{}{}",
            "[]",
            "[{\"_key\":\"r1\"},{\"_key\":\"k1\"}]",
            "5",
            "null",
            "\"text\"");

    private final Random random;
    private int serial;

    RandomDocuments(Random random) {
        this.random = random;
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    String key() {
        return oneIn(25) ? ODD_KEYS.get(random.nextInt(ODD_KEYS.size())) : "k" + random.nextInt(14);
    }

    /** A document to insert. */
    Object inserted(boolean edge) {
        if (oneIn(40)) {
            return raw();
        }
        Map<String, Object> document = content(edge);
        if (!oneIn(4)) {
            document.put("_key", oneIn(25) ? oddKey() : key());
        }
        return document;
    }

    /** A document to replace or to update the one with that key. */
    Object changed(String key, boolean edge) {
        if (oneIn(40)) {
            return raw();
        }
        Map<String, Object> document = oneIn(8) ? nothingNew() : content(edge);
        if (oneIn(4)) {
            document.put("_key", oneIn(3) ? oddKey() : key);
        }
        return document;
    }

    /** A patch that changes nothing, or nothing but what only the server can. */
    private Map<String, Object> nothingNew() {
        Map<String, Object> document = new LinkedHashMap<>();
        if (oneIn(2)) {
            document.put(oneIn(2) ? "_rev" : "_id", "students/k1");
        }
        return document;
    }

    private RawJson raw() {
        return RawJson.of(RAW.get(random.nextInt(RAW.size())));
    }

    private Object oddKey() {
        return switch (random.nextInt(5)) {
            case 0 -> 5;
            case 1 -> "";
            case 2 -> "students/k1";
            case 3 -> new RawValue("null");
            default -> key();
        };
    }

    /** The serial number keeps documents apart whose keys the server chooses. */
    private Map<String, Object> content(boolean edge) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!oneIn(10)) {
            document.put("m", serial++);
        }
        if (edge && !oneIn(5)) {
            document.put("_from", "students/k" + random.nextInt(14));
            document.put("_to", oneIn(10) ? "nowhere" : "students/k" + random.nextInt(14));
        }
        if (oneIn(4)) {
            document.put("u", random.nextInt(12));
        }
        if (oneIn(3)) {
            document.put("text", TEXTS.get(random.nextInt(TEXTS.size())));
        }
        if (oneIn(4)) {
            document.put("o", nested());
        }
        if (oneIn(10)) {
            document.put(oneIn(2) ? "_id" : "_rev", "students/k" + random.nextInt(14));
        }
        if (oneIn(20)) {
            document.putAll(likeAnError());
        }
        if (oneIn(60)) {
            document.put("odd", unsendable());
        }
        return document;
    }

    private Map<String, Object> nested() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("abc".substring(random.nextInt(3)), random.nextInt(5));
        if (oneIn(2)) {
            object.put("nothing", null);
        }
        if (oneIn(4)) {
            object.put("_key", "inner");
        }
        return object;
    }

    private Map<String, Object> likeAnError() {
        List<Object> numbers = new ArrayList<>(
                List.of(1202, 1210, 99_999_999_999L, "1202", Map.of("error", true, "errorNum", 1202), List.of(1)));
        return Map.of(
                "error",
                oneIn(3) ? Map.of("errorNum", 1) : true,
                "errorNum",
                numbers.get(random.nextInt(numbers.size())),
                "errorMessage",
                "stored");
    }

    /** What an object mapper writes and a server refuses. */
    private Object unsendable() {
        return switch (random.nextInt(4)) {
            case 0 -> new RawValue("{broken");
            case 1 -> new RawValue("1},{\"a\":1");
            case 2 -> new RawValue("{\"a\":1,\"a\":2}");
            default -> new RawValue("]");
        };
    }
}
