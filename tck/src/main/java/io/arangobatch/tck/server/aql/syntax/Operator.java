package io.arangobatch.tck.server.aql.syntax;

/** Unary and binary operators with the names the server gives their nodes. */
public enum Operator {
    PLUS("plus"),
    MINUS("minus"),
    TIMES("times"),
    DIV("division"),
    MOD("modulus"),
    AND("logical and"),
    OR("logical or"),
    EQ("compare =="),
    NE("compare !="),
    LT("compare <"),
    LE("compare <="),
    GT("compare >"),
    GE("compare >="),
    IN("compare in"),
    NOT_IN("compare not in"),
    UNARY_PLUS("unary plus"),
    UNARY_MINUS("unary minus"),
    NOT("unary not");

    private final String nodeName;

    Operator(String nodeName) {
        this.nodeName = nodeName;
    }

    public String nodeName() {
        return nodeName;
    }

    public boolean isArithmetic() {
        return ordinal() <= MOD.ordinal();
    }

    public boolean isComparison() {
        return ordinal() >= EQ.ordinal() && ordinal() <= NOT_IN.ordinal();
    }
}
