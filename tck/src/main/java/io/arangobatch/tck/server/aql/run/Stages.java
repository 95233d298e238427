package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.aql.functions.DistinctValues;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The stages that neither loop nor write. */
final class Stages {
    private Stages() {}

    /** A stage that hands on what it gets, one row for each. */
    abstract static class Through implements Stage {
        protected final Stage next;

        Through(Stage next) {
            this.next = next;
        }

        @Override
        public void finish() {
            next.finish();
        }

        @Override
        public boolean wantsMore() {
            return next.wantsMore();
        }
    }

    /** A stage that needs all rows before it hands on the first. */
    abstract static class Blocking implements Stage {
        protected final Stage next;
        protected final List<Row> rows = new ArrayList<>();

        Blocking(Stage next) {
            this.next = next;
        }

        @Override
        public void push(Row row) {
            rows.add(row);
        }

        @Override
        public boolean wantsMore() {
            return true;
        }

        /** Hands on the rows that are wanted. */
        protected final void drain(Iterable<Row> done) {
            for (Row row : done) {
                if (!next.wantsMore()) {
                    break;
                }
                next.push(row);
            }
            next.finish();
        }
    }

    /** Drops the rows that a condition does not hold for. */
    static final class Filter extends Through {
        private final Expr condition;
        private final Evaluator evaluator;
        private final QueryContext context;
        private final boolean never;

        Filter(Statement.Filter filter, Evaluator evaluator, QueryContext context, Stage next) {
            super(next);
            this.condition = filter.condition();
            this.evaluator = evaluator;
            this.context = context;
            this.never = condition instanceof Expr.Value value && !Values.isTrue(value.value());
        }

        @Override
        public void push(Row row) {
            if (never) {
                return;
            }
            if (evaluator.isTrue(condition, row)) {
                next.push(row);
            } else {
                context.filtered++;
            }
        }

        @Override
        public boolean wantsMore() {
            return !never && next.wantsMore();
        }
    }

    /** Skips rows, then lets a number of them pass. */
    static final class Limit extends Through {
        private final QueryContext context;
        private final boolean countsAll;
        private long offset;
        private long count;
        private long seen;

        Limit(long offset, long count, boolean countsAll, QueryContext context, Stage next) {
            super(next);
            this.offset = offset;
            this.count = count;
            this.countsAll = countsAll;
            this.context = context;
        }

        @Override
        public void push(Row row) {
            seen++;
            if (offset > 0) {
                offset--;
            } else if (count > 0) {
                count--;
                if (next.wantsMore()) {
                    next.push(row);
                }
            }
        }

        @Override
        public boolean wantsMore() {
            return countsAll || (count > 0 && next.wantsMore());
        }

        @Override
        public void finish() {
            if (countsAll) {
                context.fullCount = seen;
            }
            next.finish();
        }
    }

    /** Orders the rows; rows that compare equal stay in their order. */
    static final class Sort extends Blocking {
        private record Keyed(Row row, List<JsonNode> keys) {}

        private final List<Expr> keys;
        private final List<Boolean> ascending;
        private final Evaluator evaluator;

        Sort(List<Expr> keys, List<Boolean> ascending, Evaluator evaluator, Stage next) {
            super(next);
            this.keys = keys;
            this.ascending = ascending;
            this.evaluator = evaluator;
        }

        @Override
        public void finish() {
            List<Keyed> keyed = new ArrayList<>(rows.size());
            for (Row row : rows) {
                keyed.add(new Keyed(
                        row, keys.stream().map(key -> evaluator.eval(key, row)).toList()));
            }
            keyed.sort(comparator());
            drain(keyed.stream().map(Keyed::row)::iterator);
        }

        private Comparator<Keyed> comparator() {
            return (a, b) -> {
                for (int i = 0; i < keys.size(); i++) {
                    int order = Values.ORDER.compare(a.keys().get(i), b.keys().get(i));
                    if (order != 0) {
                        return ascending.get(i) ? order : -order;
                    }
                }
                return 0;
            };
        }
    }

    /** Gathers what a query returns. */
    static final class Return implements Stage {
        private final Statement.Return returning;
        private final Evaluator evaluator;
        private final List<JsonNode> results;
        private final DistinctValues distinct = new DistinctValues();

        Return(Statement.Return returning, Evaluator evaluator, List<JsonNode> results) {
            this.returning = returning;
            this.evaluator = evaluator;
            this.results = results;
        }

        @Override
        public void push(Row row) {
            JsonNode value = evaluator.eval(returning.value(), row);
            if (returning.distinct()) {
                distinct.add(value);
            } else {
                results.add(value);
            }
        }

        @Override
        public void finish() {
            if (returning.distinct()) {
                results.addAll(distinct.latestFirst());
            }
        }

        @Override
        public boolean wantsMore() {
            return true;
        }
    }

    /** The end of a query that returns nothing. */
    static final class Sink implements Stage {
        @Override
        public void push(Row row) {
            // Only the writes before mattered.
        }

        @Override
        public void finish() {
            // Nothing was held back.
        }

        @Override
        public boolean wantsMore() {
            return true;
        }
    }
}
