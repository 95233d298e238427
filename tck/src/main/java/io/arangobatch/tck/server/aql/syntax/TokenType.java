package io.arangobatch.tck.server.aql.syntax;

/** The terminals of the grammar, each with the name that syntax errors call it. */
enum TokenType {
    FOR("FOR declaration"),
    LET("LET declaration"),
    FILTER("FILTER declaration"),
    RETURN("RETURN declaration"),
    COLLECT("COLLECT declaration"),
    SORT("SORT declaration"),
    LIMIT("LIMIT declaration"),
    ASC("ASC keyword"),
    DESC("DESC keyword"),
    IN("IN keyword"),
    WITH("WITH keyword"),
    INTO("INTO keyword"),
    AGGREGATE("AGGREGATE keyword"),
    GRAPH("GRAPH keyword"),
    SHORTEST_PATH("SHORTEST_PATH keyword"),
    DISTINCT("DISTINCT modifier"),
    REMOVE("REMOVE command"),
    INSERT("INSERT command"),
    UPDATE("UPDATE command"),
    REPLACE("REPLACE command"),
    UPSERT("UPSERT command"),
    NULL("null"),
    TRUE("true"),
    FALSE("false"),
    IDENTIFIER("identifier"),
    STRING("quoted string"),
    INTEGER("integer number"),
    DOUBLE("number"),
    PARAMETER("bind parameter"),
    ASSIGN("assignment"),
    NOT("not operator"),
    AND("and operator"),
    OR("or operator"),
    NOT_IN("not in operator"),
    REGEX_MATCH("~= operator"),
    REGEX_NON_MATCH("~! operator"),
    EQ("== operator"),
    NE("!= operator"),
    LT("< operator"),
    GT("> operator"),
    LE("<= operator"),
    GE(">= operator"),
    LIKE("like operator"),
    PLUS("+ operator"),
    MINUS("- operator"),
    TIMES("* operator"),
    DIV("/ operator"),
    MOD("% operator"),
    QUESTION("?"),
    COLON(":"),
    SCOPE("::"),
    RANGE(".."),
    // A name with a comma keeps its quotes in the server's messages.
    COMMA("\",\""),
    OPEN("("),
    CLOSE(")"),
    OBJECT_OPEN("{"),
    OBJECT_CLOSE("}"),
    ARRAY_OPEN("["),
    ARRAY_CLOSE("]"),
    DOT("'.'"),
    END("end of query string"),
    OUTBOUND("outbound modifier"),
    INBOUND("inbound modifier"),
    ANY("any modifier"),
    ALL("all modifier"),
    NONE("none modifier"),
    UNKNOWN("$undefined");

    private final String display;

    TokenType(String display) {
        this.display = display;
    }

    String display() {
        return display;
    }
}
