package io.arangobatch.internal.multipart;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules of a batch answer once more, written on whole texts with regular expressions and nothing of the decoder's code, to compare
 * the decoder with.
 */
final class ReferenceDecoder {

    private static final Pattern HEADER =
            Pattern.compile("[^\\x00-\\x20\\x7f-\\xff:]+:[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");
    private static final Pattern STATUS = Pattern.compile(
            "HTTP/[^ \\x00-\\x08\\x0a-\\x1f\\x7f]+ ([1-9][0-9][0-9])( ([^\\x00-\\x08\\x0a-\\x1f\\x7f]*))?");

    /** The parts up to the first fault, and whether there was none. */
    record Result(List<String> parts, boolean complete) {}

    private final String boundary;
    private final Pattern tail = Pattern.compile("--|[ \\t]{0,64}(\\r\\n|\\n)");

    private ReferenceDecoder(String boundary) {
        this.boundary = boundary;
    }

    static Result decode(String boundary, String answer) {
        List<String> parts = new ArrayList<>();
        return new Result(parts, new ReferenceDecoder(boundary).decode(answer, parts));
    }

    private boolean decode(String answer, List<String> parts) {
        if (!answer.startsWith("--" + boundary)) {
            return false;
        }
        int at = boundary.length() + 2;
        Matcher matcher = tail.matcher(answer);
        while (matcher.region(at, answer.length()).lookingAt()) {
            if (matcher.group().equals("--")) {
                return true;
            }
            at = part(answer, matcher.end(), matcher, parts);
            if (at < 0) {
                return false;
            }
        }
        return false;
    }

    /** Returns where the tail of the next delimiter begins, or -1. */
    private int part(String answer, int from, Matcher matcher, List<String> parts) {
        List<String> envelope = new ArrayList<>();
        int at = lines(answer, from, envelope);
        List<String> head = new ArrayList<>();
        int bodyStart = at < 0 ? -1 : lines(answer, at, head);
        if (bodyStart < 0) {
            return -1;
        }
        int delimiter = answer.indexOf("\n--" + boundary, bodyStart - 1);
        int next = delimiter + boundary.length() + 3;
        String shown = show(envelope, head);
        if (delimiter < 0
                || shown.isEmpty()
                || !matcher.region(next, answer.length()).lookingAt()) {
            return -1;
        }
        String body = delimiter < bodyStart ? "" : answer.substring(bodyStart, delimiter);
        parts.add(shown + (body.endsWith("\r") ? body.substring(0, body.length() - 1) : body));
        return next;
    }

    /** Collects the lines up to the blank one and returns the index after that, or -1. */
    private static int lines(String answer, int from, List<String> lines) {
        int at = from;
        while (true) {
            int end = answer.indexOf('\n', at);
            if (end < 0) {
                return -1;
            }
            String line = answer.substring(at, end);
            line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            at = end + 1;
            if (line.isEmpty()) {
                return at;
            }
            lines.add(line);
        }
    }

    private static String show(List<String> envelope, List<String> head) {
        if (head.isEmpty()
                || !envelope.stream().allMatch(line -> HEADER.matcher(line).matches())
                || !head.stream().skip(1).allMatch(line -> HEADER.matcher(line).matches())) {
            return "";
        }
        Matcher status = STATUS.matcher(head.get(0));
        List<String> ids = values(envelope, "content-id");
        boolean types = values(envelope, "content-type").stream()
                .allMatch(type -> type.equalsIgnoreCase("application/x-arango-batchpart"));
        if (!status.matches()
                || !types
                || !ids.stream().limit(Math.max(0, ids.size() - 1)).allMatch(String::isEmpty)) {
            return "";
        }
        String headers = head.stream()
                .skip(1)
                .map(line -> name(line) + "=" + value(line))
                .collect(Collectors.joining(","));
        String reason = status.group(3) == null ? "" : status.group(3);
        return String.join("", ids) + "|" + status.group(1) + "|" + reason + "|" + headers + "|";
    }

    private static List<String> values(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> name(line).equalsIgnoreCase(name))
                .map(ReferenceDecoder::value)
                .collect(Collectors.toList());
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }
}
