package io.arangobatch.tck.server.http;

import java.util.List;

/** The first line of a request. */
record RequestLine(String method, String target, String path, String query, String version) {
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "HEAD", "PATCH", "DELETE", "OPTIONS");

    static RequestLine parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return illegal("");
        }
        String method = method(text, space);
        if (method.equals(HttpRequest.ILLEGAL)) {
            String version = text.strip().endsWith("HTTP/1.1") ? "HTTP/1.1" : "";
            return illegal(version);
        }
        String rest = text.substring(space + 1).stripLeading().stripTrailing();
        int end = rest.indexOf(' ');
        String target = end < 0 ? rest : rest.substring(0, end);
        String version = end < 0 ? "" : rest.substring(end + 1).strip();
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        return new RequestLine(method, target, collapse(path), query, version);
    }

    private static String method(String text, int length) {
        for (String method : METHODS) {
            if (method.length() == length && text.regionMatches(true, 0, method, 0, length)) {
                return method;
            }
        }
        return HttpRequest.ILLEGAL;
    }

    /** The server does not look at the target of a method it does not know. */
    private static RequestLine illegal(String version) {
        return new RequestLine(HttpRequest.ILLEGAL, "", "", "", version);
    }

    private static String collapse(String path) {
        return path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
    }
}
