package io.arangobatch.tck.benchmark.nullserver;

import io.arangobatch.tck.benchmark.load.Student;

/**
 * What a request wants, as far as it can be told without parsing.
 *
 * @param kind which answer suits
 * @param documents how many documents it brings in an array
 */
record Wanted(Kind kind, int documents) {

    /** The answers that are prepared. */
    enum Kind {
        INSERT,
        INSERT_MANY,
        READ,
        QUERY,
        VERSION,
        OTHER
    }

    static final Wanted INSERT = new Wanted(Kind.INSERT, 0);
    static final Wanted READ = new Wanted(Kind.READ, 0);
    static final Wanted QUERY = new Wanted(Kind.QUERY, 0);
    static final Wanted VERSION = new Wanted(Kind.VERSION, 0);
    static final Wanted OTHER = new Wanted(Kind.OTHER, 0);

    private static final Pattern API = new Pattern("/_api/");
    private static final int LONGEST_PREFIX = 100;
    private static final Pattern DOCUMENT = new Pattern(Student.MARKER);

    /** Looks at a request from its request line on. */
    static Wanted of(byte[] bytes, int from, int to) {
        int api = API.indexIn(bytes, from, Math.min(to, from + LONGEST_PREFIX));
        if (api < 0) {
            return OTHER;
        }
        boolean post = bytes[from] == 'P' && bytes[from + 1] == 'O';
        return switch (bytes[api + API.length()]) {
            case 'd' -> post ? insert(bytes, api, to) : bytes[from] == 'G' ? READ : OTHER;
            case 'c' -> post && bytes[api + API.length() + 1] == 'u' ? QUERY : OTHER;
            case 'v' -> VERSION;
            default -> OTHER;
        };
    }

    /** One document ends with a brace, many end with a bracket. */
    private static Wanted insert(byte[] bytes, int from, int to) {
        int last = to - 1;
        while (bytes[last] == '\r' || bytes[last] == '\n') {
            last--;
        }
        return bytes[last] == ']' ? new Wanted(Kind.INSERT_MANY, DOCUMENT.countIn(bytes, from, last)) : INSERT;
    }
}
