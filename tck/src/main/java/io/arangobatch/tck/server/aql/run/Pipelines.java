package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Constants;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import io.arangobatch.tck.server.aql.syntax.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the stages of a query or subquery from its last statement to its first, and runs a row through them. */
final class Pipelines {
    /** What the server takes a null count for. */
    private static final long UNLIMITED = 128L * 1024 * 1024;

    private final QueryContext context;
    private final Evaluator evaluator;

    Pipelines(QueryContext context) {
        this.context = context;
        this.evaluator = new Evaluator(context, false);
    }

    List<JsonNode> run(List<Statement> statements, Row start) {
        return run(statements, start, -1);
    }

    /** Runs the whole query; its last LIMIT counts all rows if a full count is wanted. */
    List<JsonNode> runTop(List<Statement> statements, Row start) {
        int counting = -1;
        for (int i = 0; i < statements.size() && context.options().fullCount(); i++) {
            counting = statements.get(i) instanceof Statement.Limit ? i : counting;
        }
        return run(statements, start, counting);
    }

    private List<JsonNode> run(List<Statement> statements, Row start, int countingLimit) {
        List<JsonNode> results = new ArrayList<>();
        Stage stage = new Stages.Sink();
        for (int i = statements.size() - 1; i >= 0; i--) {
            stage = stage(statements, i, stage, start, results, i == countingLimit);
        }
        if (stage.wantsMore()) {
            stage.push(start);
        }
        stage.finish();
        return results;
    }

    private Stage stage(
            List<Statement> statements, int i, Stage next, Row start, List<JsonNode> results, boolean countsAll) {
        Statement statement = statements.get(i);
        if (statement instanceof Statement.Return s) {
            return new Stages.Return(s, evaluator, results);
        }
        if (statement instanceof Statement.For s) {
            return loop(s, i + 1 < statements.size() ? statements.get(i + 1) : s, next);
        }
        if (statement instanceof Statement.Filter s) {
            return filter(s, i > 0 ? statements.get(i - 1) : s, next);
        }
        if (statement instanceof Statement.Let s) {
            return new LetStage(s, this, evaluator, next);
        }
        if (statement instanceof Statement.Sort s) {
            return sort(s, next);
        }
        if (statement instanceof Statement.Limit s) {
            return new Stages.Limit(number(s.offset(), 0), number(s.count(), UNLIMITED), countsAll, context, next);
        }
        if (statement instanceof Statement.Collect s) {
            return new CollectStage(s, intoVariables(statements.subList(0, i)), evaluator, start, next);
        }
        if (statement instanceof Statement.Traversal s) {
            return new TraversalStage(s, evaluator, context, next);
        }
        if (statement instanceof Statement.Write s) {
            return new WriteStage(s, evaluator, context, next);
        }
        return next;
    }

    private Stage loop(Statement.For loop, Statement following, Stage next) {
        IndexLookup lookup =
                match(loop, following).map(IndexLookup.Match::lookup).orElse(null);
        return new ForStage(loop, lookup, evaluator, context, next);
    }

    private Stage filter(Statement.Filter filter, Statement preceding, Stage next) {
        Optional<IndexLookup.Match> match = match(preceding, filter);
        if (match.isEmpty()) {
            return new Stages.Filter(filter, evaluator, context, next);
        }
        Expr rest = match.get().rest();
        return rest == null ? next : new Stages.Filter(new Statement.Filter(rest), evaluator, context, next);
    }

    /** A filter right behind a loop over a collection may be an index look-up instead. */
    private Optional<IndexLookup.Match> match(Statement loop, Statement filter) {
        if (loop instanceof Statement.For s
                && s.source() instanceof Expr.CollectionRef collection
                && filter instanceof Statement.Filter f) {
            return IndexLookup.find(f.condition(), s.variable(), collection.name(), context.store());
        }
        return Optional.empty();
    }

    private Stage sort(Statement.Sort sort, Stage next) {
        List<Expr> keys = new ArrayList<>();
        List<Boolean> ascending = new ArrayList<>();
        for (Statement.SortKey key : sort.keys()) {
            if (!Constants.isConstant(key.key())) {
                keys.add(key.key());
                ascending.add(isAscending(key.ascending()));
            }
        }
        return keys.isEmpty() ? next : new Stages.Sort(keys, ascending, evaluator, next);
    }

    static boolean isAscending(Expr direction) {
        JsonNode value = Constants.valueOf(direction);
        if (value.isTextual()) {
            return value.textValue().equalsIgnoreCase("ASC");
        }
        return Values.isTrue(value);
    }

    /** The plan's rules have seen that it is a number or null. */
    private static long number(Expr expr, long whenNull) {
        JsonNode value = Constants.valueOf(expr);
        return value.isNull() ? whenNull : Values.toLong(value);
    }

    /** What INTO gathers without an expression: the variables of the loops, or of everything where there are none. */
    private static List<Variable> intoVariables(List<Statement> before) {
        List<Variable> all = new ArrayList<>();
        List<Variable> ofLoops = new ArrayList<>();
        boolean inLoop = false;
        for (Statement statement : before) {
            if (statement instanceof Statement.Collect) {
                all.clear();
                ofLoops.clear();
            }
            inLoop |= statement instanceof Statement.For
                    || statement instanceof Statement.Traversal
                    || statement instanceof Statement.Collect;
            List<Variable> set = Usage.setBy(statement).stream()
                    .filter(Variable::isUserDefined)
                    .toList();
            all.addAll(set);
            if (inLoop) {
                ofLoops.addAll(set);
            }
        }
        return inLoop ? ofLoops : all;
    }
}
