package io.arangobatch.tck.server.aql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts a query into tokens. White space, comments and the inside of strings move the current place too: at the end of the
 * query the server reports the last thing it has matched, whatever that was.
 */
final class Tokenizer {
    private static final Map<String, TokenType> KEYWORDS = Map.ofEntries(
            Map.entry("FOR", TokenType.FOR),
            Map.entry("LET", TokenType.LET),
            Map.entry("FILTER", TokenType.FILTER),
            Map.entry("RETURN", TokenType.RETURN),
            Map.entry("COLLECT", TokenType.COLLECT),
            Map.entry("SORT", TokenType.SORT),
            Map.entry("LIMIT", TokenType.LIMIT),
            Map.entry("DISTINCT", TokenType.DISTINCT),
            Map.entry("AGGREGATE", TokenType.AGGREGATE),
            Map.entry("ASC", TokenType.ASC),
            Map.entry("DESC", TokenType.DESC),
            Map.entry("NOT", TokenType.NOT),
            Map.entry("AND", TokenType.AND),
            Map.entry("OR", TokenType.OR),
            Map.entry("IN", TokenType.IN),
            Map.entry("INTO", TokenType.INTO),
            Map.entry("WITH", TokenType.WITH),
            Map.entry("REMOVE", TokenType.REMOVE),
            Map.entry("INSERT", TokenType.INSERT),
            Map.entry("UPDATE", TokenType.UPDATE),
            Map.entry("REPLACE", TokenType.REPLACE),
            Map.entry("UPSERT", TokenType.UPSERT),
            Map.entry("GRAPH", TokenType.GRAPH),
            Map.entry("SHORTEST_PATH", TokenType.SHORTEST_PATH),
            Map.entry("OUTBOUND", TokenType.OUTBOUND),
            Map.entry("INBOUND", TokenType.INBOUND),
            Map.entry("ANY", TokenType.ANY),
            Map.entry("ALL", TokenType.ALL),
            Map.entry("NONE", TokenType.NONE),
            Map.entry("LIKE", TokenType.LIKE),
            Map.entry("NULL", TokenType.NULL),
            Map.entry("TRUE", TokenType.TRUE),
            Map.entry("FALSE", TokenType.FALSE));

    /** Longer operators come before their prefixes. */
    private static final List<Map.Entry<String, TokenType>> OPERATORS = List.of(
            Map.entry("=~", TokenType.REGEX_MATCH),
            Map.entry("!~", TokenType.REGEX_NON_MATCH),
            Map.entry("==", TokenType.EQ),
            Map.entry("!=", TokenType.NE),
            Map.entry(">=", TokenType.GE),
            Map.entry("<=", TokenType.LE),
            Map.entry("&&", TokenType.AND),
            Map.entry("||", TokenType.OR),
            Map.entry("::", TokenType.SCOPE),
            Map.entry("..", TokenType.RANGE),
            Map.entry(">", TokenType.GT),
            Map.entry("<", TokenType.LT),
            Map.entry("=", TokenType.ASSIGN),
            Map.entry("!", TokenType.NOT),
            Map.entry("+", TokenType.PLUS),
            Map.entry("-", TokenType.MINUS),
            Map.entry("*", TokenType.TIMES),
            Map.entry("/", TokenType.DIV),
            Map.entry("%", TokenType.MOD),
            Map.entry("?", TokenType.QUESTION),
            Map.entry(":", TokenType.COLON),
            Map.entry(",", TokenType.COMMA),
            Map.entry("(", TokenType.OPEN),
            Map.entry(")", TokenType.CLOSE),
            Map.entry("{", TokenType.OBJECT_OPEN),
            Map.entry("}", TokenType.OBJECT_CLOSE),
            Map.entry("[", TokenType.ARRAY_OPEN),
            Map.entry("]", TokenType.ARRAY_CLOSE),
            Map.entry(".", TokenType.DOT));

    private static final String FORWARD_TICK = "\u00c2\u00b4";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int offset;
    private int line = 1;
    private int column;
    private Position last = new Position(1, 0);

    private Tokenizer(QueryText query) {
        this.text = query.bytes();
    }

    static List<Token> tokenize(QueryText query) {
        Tokenizer tokenizer = new Tokenizer(query);
        while (tokenizer.offset < tokenizer.text.length()) {
            tokenizer.next();
        }
        tokenizer.add(TokenType.END, "");
        return tokenizer.tokens;
    }

    private void next() {
        char c = text.charAt(offset);
        if (c == '\n') {
            newline();
        } else if (c == ' ' || c == '\t' || c == '\r') {
            matchWhile(" \t\r");
        } else if (text.startsWith("//", offset)) {
            lineComment();
        } else if (text.startsWith("/*", offset)) {
            blockComment();
        } else if (c == '"' || c == '\'') {
            quoted(String.valueOf(c), TokenType.STRING);
        } else if (c == '`') {
            quoted("`", TokenType.IDENTIFIER);
        } else if (text.startsWith(FORWARD_TICK, offset)) {
            quoted(FORWARD_TICK, TokenType.IDENTIFIER);
        } else {
            plain(c);
        }
    }

    private void plain(char c) {
        int length;
        if ((length = Lexemes.notIn(text, offset)) > 0) {
            emit(TokenType.NOT_IN, length);
        } else if ((length = Lexemes.identifier(text, offset)) > 0) {
            String word = text.substring(offset, offset + length);
            emit(KEYWORDS.getOrDefault(word.toUpperCase(Locale.ROOT), TokenType.IDENTIFIER), length);
        } else if ((length = Lexemes.decimal(text, offset)) > 0) {
            boolean integer = text.substring(offset, offset + length).chars().allMatch(Character::isDigit);
            emit(integer ? TokenType.INTEGER : TokenType.DOUBLE, length);
        } else if (c == '@' && (length = Lexemes.parameter(text, offset)) > 0) {
            emit(TokenType.PARAMETER, length);
        } else {
            operator();
        }
    }

    private void operator() {
        for (Map.Entry<String, TokenType> operator : OPERATORS) {
            if (text.startsWith(operator.getKey(), offset)) {
                emit(operator.getValue(), operator.getKey().length());
                return;
            }
        }
        emit(TokenType.UNKNOWN, 1);
    }

    private void emit(TokenType type, int length) {
        String lexeme = text.substring(offset, offset + length);
        match(length);
        add(type, type == TokenType.PARAMETER ? lexeme.substring(1) : lexeme);
    }

    private void add(TokenType type, String lexeme) {
        tokens.add(new Token(type, lexeme, last));
    }

    /** One rule of the server's scanner has matched: the current place moves to its begin. */
    private void match(int length) {
        for (int i = 0; i < length; i++) {
            if (text.charAt(offset + i) == '\n') {
                line++;
            }
        }
        last = new Position(line, column);
        column += length;
        offset += length;
    }

    private void newline() {
        match(1);
        column = 0;
    }

    private void matchWhile(String chars) {
        int end = offset;
        while (end < text.length() && chars.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        match(end - offset);
    }

    private void lineComment() {
        match(2);
        int end = text.indexOf('\n', offset);
        int stop = end < 0 ? text.length() : end;
        if (stop > offset) {
            match(stop - offset);
        }
        if (end >= 0) {
            newline();
        }
    }

    private void blockComment() {
        match(2);
        while (offset < text.length()) {
            if (text.startsWith("*/", offset)) {
                match(2);
                return;
            }
            char c = text.charAt(offset);
            if (c == '\n') {
                newline();
            } else if (c == '*') {
                match(1);
            } else {
                int end = offset;
                while (end < text.length() && text.charAt(end) != '*' && text.charAt(end) != '\n') {
                    end++;
                }
                match(end - offset);
            }
        }
    }

    /** The inside is matched char by char; what is not closed gives no token, the query simply ends. */
    private void quoted(String quote, TokenType type) {
        match(quote.length());
        int start = offset;
        while (offset < text.length()) {
            if (text.startsWith(quote, offset)) {
                String inside = text.substring(start, offset);
                match(quote.length());
                add(type, Lexemes.unescape(inside));
                return;
            }
            boolean escape =
                    text.charAt(offset) == '\\' && offset + 1 < text.length() && text.charAt(offset + 1) != '\n';
            match(escape ? 2 : 1);
        }
    }
}
