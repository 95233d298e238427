package io.arangobatch.tck.server.aql.functions;

import static io.arangobatch.tck.server.aql.functions.Function.late;
import static io.arangobatch.tck.server.aql.functions.Function.pure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Functions that look for patterns in texts, or for one of several texts. */
final class RegexFunctions {
    static final List<Function> ALL = List.of(
            pure("LIKE", 2, 3, RegexFunctions::like),
            pure("REGEX_TEST", 2, 3, RegexFunctions::test),
            pure("REGEX_REPLACE", 3, 4, RegexFunctions::replace),
            late("TRIM", 1, 2, (c, a) -> trim(a)),
            late("LTRIM", 1, 2, (c, a) -> TextNode.valueOf(strip(text(a), characters(a), true, false))),
            late("RTRIM", 1, 2, (c, a) -> TextNode.valueOf(strip(text(a), characters(a), false, true))),
            late("SPLIT", 1, 3, RegexFunctions::split),
            late("SUBSTITUTE", 2, 4, (c, a) -> substitute(a)));

    private static final String WHITE_SPACE = " \t\n\r\f\u000b\u00a0\ufeff";

    private RegexFunctions() {}

    private static String text(List<JsonNode> a) {
        return Values.toText(a.get(0));
    }

    private static Optional<Pattern> compile(String pattern, List<JsonNode> a, int caseArgument) {
        boolean ignoreCase = a.size() > caseArgument && Values.isTrue(a.get(caseArgument));
        try {
            return Optional.of(
                    Pattern.compile(pattern, ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
        } catch (PatternSyntaxException e) {
            // The callers turn it into the server's warning.
            return Optional.empty();
        }
    }

    private static JsonNode like(CallContext context, List<JsonNode> a) {
        Optional<Pattern> pattern = compile(likePattern(Values.toText(a.get(1))), a, 2);
        if (pattern.isEmpty()) {
            return context.refuse(CallContext.INVALID_REGEX, "LIKE");
        }
        return BooleanNode.valueOf(pattern.get().matcher(text(a)).matches());
    }

    /** {@code %} is any text, {@code _} any character, a backslash takes their meaning away. */
    private static String likePattern(String pattern) {
        StringBuilder result = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < pattern.length(); ) {
            int c = pattern.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\\' && !escaped) {
                escaped = true;
                continue;
            }
            if (!escaped && c == '%') {
                result.append("[\\s\\S]*");
            } else if (!escaped && c == '_') {
                result.append("(?:[\\x{10000}-\\x{10ffff}]|[\\s\\S])");
            } else {
                boolean needless = escaped && c != '%' && c != '_' && c != '\\';
                result.append(Pattern.quote((needless ? "\\" : "") + Character.toString(c)));
            }
            escaped = false;
        }
        return result.toString();
    }

    private static JsonNode test(CallContext context, List<JsonNode> a) {
        return compile(Values.toText(a.get(1)), a, 2)
                .<JsonNode>map(
                        pattern -> BooleanNode.valueOf(pattern.matcher(text(a)).find()))
                .orElseGet(() -> context.refuse(CallContext.INVALID_REGEX, "REGEX_TEST"));
    }

    private static JsonNode replace(CallContext context, List<JsonNode> a) {
        Optional<Pattern> pattern = compile(Values.toText(a.get(1)), a, 3);
        if (pattern.isEmpty()) {
            return context.refuse(CallContext.INVALID_REGEX, "REGEX_REPLACE");
        }
        try {
            return TextNode.valueOf(pattern.get().matcher(text(a)).replaceAll(Values.toText(a.get(2))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException badReplacement) {
            return context.refuse(CallContext.INVALID_REGEX, "REGEX_REPLACE");
        }
    }

    private static String characters(List<JsonNode> a) {
        return a.size() > 1 && !a.get(1).isNull() ? Values.toText(a.get(1)) : WHITE_SPACE;
    }

    private static JsonNode trim(List<JsonNode> a) {
        if (a.size() > 1 && a.get(1).isNumber()) {
            long side = Values.toLong(a.get(1));
            return TextNode.valueOf(strip(text(a), WHITE_SPACE, side != 2, side != 1));
        }
        return TextNode.valueOf(strip(text(a), characters(a), true, true));
    }

    private static String strip(String text, String characters, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && characters.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (right && end > start && characters.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private static JsonNode split(CallContext context, List<JsonNode> a) {
        String text = text(a);
        boolean limited = a.size() > 2 && !a.get(2).isNull();
        long limit = limited ? Values.toLong(a.get(2)) : Long.MAX_VALUE;
        if (limit < 0) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "SPLIT");
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        for (String part : parts(text, a)) {
            if (result.size() >= limit) {
                break;
            }
            result.add(part);
        }
        return result;
    }

    private static List<String> parts(String text, List<JsonNode> a) {
        if (a.size() < 2 || a.get(1).isNull()) {
            return List.of(text);
        }
        List<String> separators = texts(a.get(1));
        if (separators.contains("")) {
            return text.chars().mapToObj(Character::toString).toList();
        }
        Matcher matcher = anyOf(separators).matcher(text);
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (matcher.find()) {
            parts.add(text.substring(start, matcher.start()));
            start = matcher.end();
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static List<String> texts(JsonNode value) {
        if (!value.isArray()) {
            return List.of(Values.toText(value));
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(Values.toText(element)));
        return texts;
    }

    private static Pattern anyOf(List<String> alternatives) {
        return Pattern.compile(
                String.join("|", alternatives.stream().map(Pattern::quote).toList()));
    }

    private static JsonNode substitute(List<JsonNode> a) {
        String text = text(a);
        Map<String, String> replacements = replacements(a);
        int limitArgument = a.get(1).isObject() ? 2 : 3;
        long limit = a.size() > limitArgument && !a.get(limitArgument).isNull()
                ? Values.toLong(a.get(limitArgument))
                : Long.MAX_VALUE;
        if (replacements.isEmpty() || replacements.containsKey("")) {
            return TextNode.valueOf(text);
        }
        Matcher matcher = anyOf(List.copyOf(replacements.keySet())).matcher(text);
        StringBuilder result = new StringBuilder();
        int start = 0;
        for (long done = 0; done < limit && matcher.find(); done++) {
            result.append(text, start, matcher.start()).append(replacements.get(matcher.group()));
            start = matcher.end();
        }
        return TextNode.valueOf(result.append(text.substring(start)).toString());
    }

    private static Map<String, String> replacements(List<JsonNode> a) {
        // Longer texts first, so that one that begins like another is found as well.
        Map<String, String> result = new TreeMap<>(
                (x, y) -> x.length() != y.length() ? Integer.compare(y.length(), x.length()) : x.compareTo(y));
        JsonNode search = a.get(1);
        if (search.isObject()) {
            search.properties().forEach(e -> result.put(e.getKey(), Values.toText(e.getValue())));
            return result;
        }
        List<String> searched = texts(search);
        JsonNode replace = a.size() > 2 ? a.get(2) : TextNode.valueOf("");
        for (int i = 0; i < searched.size(); i++) {
            JsonNode replacement = replace.isArray() ? Values.orNull(replace.get(i)) : replace;
            result.put(searched.get(i), Values.toText(replacement));
        }
        return result;
    }
}
