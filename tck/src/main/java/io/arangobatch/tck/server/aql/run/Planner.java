package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Operator;
import io.arangobatch.tck.server.aql.syntax.Statement;
import io.arangobatch.tck.server.aql.syntax.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Moves filters where the server's optimizer has them, as far forward as they go: a client sees it in the figures. */
final class Planner extends ExprRewriter {
    @Override
    protected Expr rewritten(Expr expr) {
        return expr;
    }

    @Override
    List<Statement> statements(List<Statement> statements) {
        List<Statement> plan = new ArrayList<>();
        for (Statement original : statements) {
            Statement statement = statement(original);
            if (statement instanceof Statement.Filter filter) {
                conditions(filter.condition()).forEach(condition -> addFilter(plan, condition));
            } else {
                plan.add(statement);
            }
        }
        return joined(plan);
    }

    /** The parts of a conjunction are filters of their own; one that is always false decides alone. */
    private static List<Expr> conditions(Expr condition) {
        List<Expr> parts = new ArrayList<>();
        split(condition, parts);
        if (parts.stream().anyMatch(part -> part instanceof Expr.Value value && !Values.isTrue(value.value()))) {
            return List.of(new Expr.Value(BooleanNode.FALSE));
        }
        parts.removeIf(Expr.Value.class::isInstance);
        return parts;
    }

    private static void split(Expr condition, List<Expr> parts) {
        if (condition instanceof Expr.Binary and && and.operator() == Operator.AND) {
            split(and.left(), parts);
            split(and.right(), parts);
        } else {
            parts.add(condition);
        }
    }

    private static void addFilter(List<Statement> plan, Expr condition) {
        Usage usage = Usage.of(condition);
        int place = plan.size();
        int candidate = place;
        while (usage.isMovable() && candidate > 0 && letsPass(plan.get(candidate - 1), usage.variables())) {
            candidate--;
            // Past another filter only if something is gained behind it, so that filters keep their order.
            place = plan.get(candidate) instanceof Statement.Filter ? place : candidate;
        }
        plan.add(place, new Statement.Filter(condition));
    }

    /** Filters never change what a LIMIT, a COLLECT or a write sees. */
    private static boolean letsPass(Statement statement, Set<Variable> needed) {
        boolean passable = statement instanceof Statement.For
                || statement instanceof Statement.Traversal
                || statement instanceof Statement.Let
                || statement instanceof Statement.Sort
                || statement instanceof Statement.Filter;
        return passable
                && Collections.disjoint(Usage.setBy(statement), needed)
                && Usage.of(statement).isMovable();
    }

    /** Filters in a row are one again. */
    private static List<Statement> joined(List<Statement> plan) {
        List<Statement> result = new ArrayList<>();
        for (Statement statement : plan) {
            int last = result.size() - 1;
            if (statement instanceof Statement.Filter filter
                    && !(filter.condition() instanceof Expr.Value)
                    && last >= 0
                    && result.get(last) instanceof Statement.Filter before
                    && !(before.condition() instanceof Expr.Value)) {
                result.set(
                        last,
                        new Statement.Filter(new Expr.Binary(Operator.AND, before.condition(), filter.condition())));
            } else {
                result.add(statement);
            }
        }
        return List.copyOf(result);
    }
}
