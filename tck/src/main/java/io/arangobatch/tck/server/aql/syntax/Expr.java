package io.arangobatch.tck.server.aql.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression. */
public sealed interface Expr {
    /** A literal or a bound value. */
    record Value(JsonNode value) implements Expr {}

    /** A bind parameter; the name of a collection's parameter begins with {@code @}. */
    record Parameter(String name) implements Expr {
        public boolean isCollection() {
            return name.startsWith("@");
        }
    }

    record Reference(Variable variable) implements Expr {}

    record CollectionRef(String name) implements Expr {}

    record ArrayLiteral(List<Expr> elements) implements Expr {}

    record ObjectLiteral(List<Member> members) implements Expr {}

    /** A member of an object literal: its key is a text, or computed. */
    record Member(@Nullable String name, @Nullable Expr computedName, Expr value) {}

    record Unary(Operator operator, Expr operand) implements Expr {}

    record Binary(Operator operator, Expr left, Expr right) implements Expr {}

    /** {@code left ALL|ANY|NONE operator right}. */
    record ArrayComparison(Quantifier quantifier, Operator operator, Expr left, Expr right) implements Expr {}

    record Ternary(Expr condition, Expr then, Expr otherwise) implements Expr {}

    record Range(Expr from, Expr to) implements Expr {}

    record AttributeAccess(Expr object, String name) implements Expr {}

    /** {@code object.@name}. */
    record BoundAccess(Expr object, Expr name) implements Expr {}

    record IndexedAccess(Expr object, Expr index) implements Expr {}

    /** {@code source[* FILTER … LIMIT … RETURN …]}; {@code element} is what each item becomes without a projection. */
    record Expansion(
            int levels,
            Variable item,
            Expr source,
            Expr element,
            @Nullable Expr filter,
            @Nullable Expr offset,
            @Nullable Expr count,
            @Nullable Expr projection)
            implements Expr {}

    /** A call of a built-in function by its upper-case name. */
    record Call(String function, List<Expr> arguments) implements Expr {}

    /** A call of a user's function. */
    record UserCall(String function, List<Expr> arguments) implements Expr {}

    /** An expansion in parentheses, which later expansions must not join. */
    record Passthru(Expr inner) implements Expr {}

    /** The search of an UPSERT: the variable's document has all members of the example. */
    record Example(Variable variable, Expr example) implements Expr {}

    /** Only ever the value of a LET, the parser pulls subqueries out of expressions. */
    record Subquery(List<Statement> statements) implements Expr {}

    /** How many elements an array comparison asks for. */
    enum Quantifier {
        ALL,
        ANY,
        NONE
    }
}
