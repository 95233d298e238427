package io.arangobatch.tck.server.aql.run;

import io.arangobatch.tck.server.aql.functions.FunctionCatalog;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import io.arangobatch.tck.server.aql.syntax.Variable;
import java.util.HashSet;
import java.util.Set;

/** The variables an expression uses, and whether it may be computed earlier than written. */
final class Usage extends ExprVisitor {
    private final Set<Variable> variables = new HashSet<>();
    private final Set<Variable> declared = new HashSet<>();
    private boolean movable = true;

    static Usage of(Expr expr) {
        Usage usage = new Usage();
        usage.rewrite(expr);
        return usage;
    }

    static Usage of(Statement statement) {
        Usage usage = new Usage();
        usage.walk(statement);
        return usage;
    }

    boolean uses(Variable variable) {
        return variables.contains(variable);
    }

    Set<Variable> variables() {
        return variables;
    }

    /** A subquery with the same results for every row: no variables but its own, no writes, nothing random. */
    boolean isIndependent() {
        return movable && declared.containsAll(variables);
    }

    /** Neither writes nor random, so that it does not matter when it is computed. */
    boolean isMovable() {
        return movable;
    }

    @Override
    protected void visit(Expr expr) {
        if (expr instanceof Expr.Reference reference) {
            variables.add(reference.variable());
        } else if (expr instanceof Expr.Call call) {
            movable &= FunctionCatalog.get(call.function()).folds();
        } else if (expr instanceof Expr.UserCall) {
            movable = false;
        } else if (expr instanceof Expr.Expansion expansion) {
            declared.add(expansion.item());
        }
    }

    @Override
    protected Statement statement(Statement statement) {
        movable &= !(statement instanceof Statement.Write);
        declared.addAll(setBy(statement));
        return super.statement(statement);
    }

    /** The variables that a statement gives values to. */
    static Set<Variable> setBy(Statement statement) {
        Set<Variable> set = new HashSet<>();
        if (statement instanceof Statement.For s) {
            set.add(s.variable());
        } else if (statement instanceof Statement.Let s) {
            set.add(s.variable());
        } else if (statement instanceof Statement.Traversal s) {
            addIfPresent(set, s.vertex());
            addIfPresent(set, s.edge());
            addIfPresent(set, s.path());
        } else if (statement instanceof Statement.Collect s) {
            s.groups().forEach(group -> set.add(group.variable()));
            s.aggregates().forEach(aggregate -> set.add(aggregate.variable()));
            addIfPresent(set, s.into());
            addIfPresent(set, s.count());
        } else if (statement instanceof Statement.Insert s) {
            set.add(s.after());
        } else if (statement instanceof Statement.Remove s) {
            set.add(s.before());
        } else if (statement instanceof Statement.Modify s) {
            set.add(s.before());
            set.add(s.after());
        } else if (statement instanceof Statement.Upsert s) {
            set.add(s.after());
        }
        return set;
    }

    private static void addIfPresent(Set<Variable> set, @org.jspecify.annotations.Nullable Variable variable) {
        if (variable != null) {
            set.add(variable);
        }
    }
}
