package io.arangobatch.tck.server.aql.syntax;

import java.util.function.UnaryOperator;

/** Accesses behind an expansion apply to its elements: {@code a[*].b} is the {@code b} of each. */
final class Expansions {
    private Expansions() {}

    static Expr extend(Expr object, UnaryOperator<Expr> access) {
        if (!(object instanceof Expr.Expansion expansion)) {
            return access.apply(object);
        }
        return withElement(expansion, extend(expansion.element(), access));
    }

    static Expr.Expansion withElement(Expr.Expansion e, Expr element) {
        return new Expr.Expansion(
                e.levels(), e.item(), e.source(), element, e.filter(), e.offset(), e.count(), e.projection());
    }
}
