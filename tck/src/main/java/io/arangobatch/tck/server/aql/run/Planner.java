package io.arangobatch.tck.server.aql.run;

import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import io.arangobatch.tck.server.aql.syntax.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Moves statements where the server's optimizer has them, because a client sees it in the figures: filters as far forward as
 * they go, subqueries out of loops they do not depend on.
 */
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
                if (!isAlwaysTrue(filter)) {
                    plan.add(filterPlace(plan, filter), filter);
                }
            } else if (statement instanceof Statement.Let let && let.value() instanceof Expr.Subquery) {
                plan.add(subqueryPlace(plan, let), let);
            } else {
                plan.add(statement);
            }
        }
        return List.copyOf(plan);
    }

    private static boolean isAlwaysTrue(Statement.Filter filter) {
        return filter.condition() instanceof Expr.Value value && Values.isTrue(value.value());
    }

    private static int filterPlace(List<Statement> plan, Statement.Filter filter) {
        Usage usage = Usage.of(filter.condition());
        int place = plan.size();
        while (usage.isMovable() && place > 0 && letsFilterPass(plan.get(place - 1), usage.variables())) {
            place--;
        }
        return place;
    }

    /** Filters keep their order, and never change what a LIMIT, a COLLECT or a write sees. */
    private static boolean letsFilterPass(Statement statement, Set<Variable> needed) {
        boolean passable = statement instanceof Statement.For
                || statement instanceof Statement.Traversal
                || statement instanceof Statement.Let
                || statement instanceof Statement.Sort;
        return passable
                && Collections.disjoint(Usage.setBy(statement), needed)
                && Usage.of(statement).isMovable();
    }

    private static int subqueryPlace(List<Statement> plan, Statement.Let let) {
        Usage usage = Usage.of(let.value());
        int place = plan.size();
        if (!usage.isMovable() || plan.stream().anyMatch(Statement.Write.class::isInstance)) {
            return place;
        }
        while (place > 0
                && !(plan.get(place - 1) instanceof Statement.Limit)
                && Collections.disjoint(Usage.setBy(plan.get(place - 1)), usage.variables())) {
            place--;
        }
        // Moving within the same loop would change nothing but the order of equals.
        boolean leavesLoop = plan.subList(place, plan.size()).stream()
                .anyMatch(s -> s instanceof Statement.For || s instanceof Statement.Traversal);
        return leavesLoop ? afterLets(plan, place) : plan.size();
    }

    private static int afterLets(List<Statement> plan, int from) {
        int place = from;
        while (place < plan.size()
                && (plan.get(place) instanceof Statement.Let || plan.get(place) instanceof Statement.With)) {
            place++;
        }
        return place;
    }
}
