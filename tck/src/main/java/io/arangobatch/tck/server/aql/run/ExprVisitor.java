package io.arangobatch.tck.server.aql.run;

import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import java.util.List;

/** Looks at every expression of a tree, the parts of one before itself. */
abstract class ExprVisitor extends ExprRewriter {
    protected abstract void visit(Expr expr);

    @Override
    protected final Expr rewritten(Expr expr) {
        visit(expr);
        return expr;
    }

    final void walk(Statement statement) {
        statement(statement);
    }

    final void walkAll(List<Statement> statements) {
        statements.forEach(this::walk);
    }
}
