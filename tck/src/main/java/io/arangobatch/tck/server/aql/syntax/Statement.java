package io.arangobatch.tck.server.aql.syntax;

import io.arangobatch.tck.server.aql.AqlStore.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One operation of a query. */
public sealed interface Statement {
    /** A statement that writes. */
    sealed interface Write extends Statement {
        Expr collection();

        @Nullable
        Expr options();
    }

    /** {@code WITH}. */
    record With(List<Expr> collections) implements Statement {}

    record For(Variable variable, Expr source) implements Statement {}

    /** A traversal; exactly one of {@code graph} and {@code edges} is there. */
    record Traversal(
            Variable vertex,
            @Nullable Variable edge,
            @Nullable Variable path,
            Direction direction,
            Expr steps,
            Expr start,
            @Nullable Expr graph,
            List<EdgeCollection> edges,
            @Nullable Expr options)
            implements Statement {}

    /** An edge collection of a traversal, with a direction of its own or none. */
    record EdgeCollection(Expr name, @Nullable Direction direction) {}

    record Let(Variable variable, Expr value) implements Statement {}

    record Filter(Expr condition) implements Statement {}

    record Sort(List<SortKey> keys) implements Statement {}

    /** {@code ascending} is a value or a parameter. */
    record SortKey(Expr key, Expr ascending) {}

    record Limit(Expr offset, Expr count) implements Statement {}

    /** {@code variable = expression} in a COLLECT. */
    record Assign(Variable variable, Expr value) {}

    record Collect(
            List<Assign> groups,
            List<Assign> aggregates,
            @Nullable Variable into,
            @Nullable Expr intoValue,
            @Nullable List<Variable> keep,
            @Nullable Variable count,
            @Nullable Expr options)
            implements Statement {}

    record Return(Expr value, boolean distinct) implements Statement {}

    record Insert(Expr document, Expr collection, @Nullable Expr options, Variable after) implements Write {}

    /** UPDATE, or REPLACE; without a key of its own the document tells it. */
    record Modify(
            boolean replace,
            @Nullable Expr key,
            Expr document,
            Expr collection,
            @Nullable Expr options,
            Variable before,
            Variable after)
            implements Write {}

    record Remove(Expr document, Expr collection, @Nullable Expr options, Variable before) implements Write {}

    /** The search itself is a LET before, whose result {@code found} is. */
    record Upsert(
            boolean replace,
            Variable found,
            Expr insert,
            Expr update,
            Expr collection,
            @Nullable Expr options,
            Variable after)
            implements Write {}
}
