package io.arangobatch.tck.server.aql.run;

import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rebuilds a syntax tree from the leaves up; subclasses say what becomes of an expression whose parts are done. */
abstract class ExprRewriter {
    /** Parts come rewritten. */
    protected abstract Expr rewritten(Expr expr);

    final Expr rewrite(Expr expr) {
        return rewritten(parts(expr));
    }

    final @Nullable Expr rewriteOptional(@Nullable Expr expr) {
        return expr == null ? null : rewrite(expr);
    }

    final List<Expr> rewriteAll(List<Expr> exprs) {
        List<Expr> result = new ArrayList<>(exprs.size());
        exprs.forEach(expr -> result.add(rewrite(expr)));
        return result;
    }

    List<Statement> statements(List<Statement> statements) {
        List<Statement> result = new ArrayList<>(statements.size());
        statements.forEach(statement -> result.add(statement(statement)));
        return List.copyOf(result);
    }

    protected Expr parts(Expr expr) {
        if (expr instanceof Expr.ArrayLiteral e) {
            return new Expr.ArrayLiteral(rewriteAll(e.elements()));
        }
        if (expr instanceof Expr.ObjectLiteral e) {
            return new Expr.ObjectLiteral(e.members().stream()
                    .map(m -> new Expr.Member(m.name(), rewriteOptional(m.computedName()), rewrite(m.value())))
                    .toList());
        }
        if (expr instanceof Expr.Unary e) {
            return new Expr.Unary(e.operator(), rewrite(e.operand()));
        }
        if (expr instanceof Expr.Binary e) {
            return new Expr.Binary(e.operator(), rewrite(e.left()), rewrite(e.right()));
        }
        if (expr instanceof Expr.ArrayComparison e) {
            return new Expr.ArrayComparison(e.quantifier(), e.operator(), rewrite(e.left()), rewrite(e.right()));
        }
        if (expr instanceof Expr.Ternary e) {
            return new Expr.Ternary(rewrite(e.condition()), rewrite(e.then()), rewrite(e.otherwise()));
        }
        if (expr instanceof Expr.Range e) {
            return new Expr.Range(rewrite(e.from()), rewrite(e.to()));
        }
        if (expr instanceof Expr.AttributeAccess e) {
            return new Expr.AttributeAccess(rewrite(e.object()), e.name());
        }
        if (expr instanceof Expr.BoundAccess e) {
            return new Expr.BoundAccess(rewrite(e.object()), rewrite(e.name()));
        }
        if (expr instanceof Expr.IndexedAccess e) {
            return new Expr.IndexedAccess(rewrite(e.object()), rewrite(e.index()));
        }
        return moreParts(expr);
    }

    private Expr moreParts(Expr expr) {
        if (expr instanceof Expr.Expansion e) {
            return new Expr.Expansion(
                    e.levels(),
                    e.item(),
                    rewrite(e.source()),
                    rewrite(e.element()),
                    rewriteOptional(e.filter()),
                    rewriteOptional(e.offset()),
                    rewriteOptional(e.count()),
                    rewriteOptional(e.projection()));
        }
        if (expr instanceof Expr.Call e) {
            return new Expr.Call(e.function(), rewriteAll(e.arguments()));
        }
        if (expr instanceof Expr.UserCall e) {
            return new Expr.UserCall(e.function(), rewriteAll(e.arguments()));
        }
        if (expr instanceof Expr.Passthru e) {
            return new Expr.Passthru(rewrite(e.inner()));
        }
        if (expr instanceof Expr.Example e) {
            return new Expr.Example(e.variable(), rewrite(e.example()));
        }
        if (expr instanceof Expr.Subquery e) {
            return new Expr.Subquery(statements(e.statements()));
        }
        return expr;
    }

    protected Statement statement(Statement statement) {
        if (statement instanceof Statement.With s) {
            return new Statement.With(rewriteAll(s.collections()));
        }
        if (statement instanceof Statement.For s) {
            return new Statement.For(s.variable(), rewrite(s.source()));
        }
        if (statement instanceof Statement.Let s) {
            return new Statement.Let(s.variable(), rewrite(s.value()));
        }
        if (statement instanceof Statement.Filter s) {
            return new Statement.Filter(rewrite(s.condition()));
        }
        if (statement instanceof Statement.Sort s) {
            return new Statement.Sort(s.keys().stream()
                    .map(k -> new Statement.SortKey(rewrite(k.key()), rewrite(k.ascending())))
                    .toList());
        }
        if (statement instanceof Statement.Limit s) {
            return new Statement.Limit(rewrite(s.offset()), rewrite(s.count()));
        }
        if (statement instanceof Statement.Return s) {
            return new Statement.Return(rewrite(s.value()), s.distinct());
        }
        if (statement instanceof Statement.Collect s) {
            return collect(s);
        }
        if (statement instanceof Statement.Traversal s) {
            return traversal(s);
        }
        return write((Statement.Write) statement);
    }

    private Statement collect(Statement.Collect s) {
        return new Statement.Collect(
                s.groups().stream().map(this::assign).toList(),
                s.aggregates().stream().map(this::aggregate).toList(),
                s.into(),
                rewriteOptional(s.intoValue()),
                s.keep(),
                s.count(),
                rewriteOptional(s.options()));
    }

    private Statement.Assign assign(Statement.Assign assign) {
        return new Statement.Assign(assign.variable(), rewrite(assign.value()));
    }

    /** An aggregate stays a call whatever its arguments are. */
    private Statement.Assign aggregate(Statement.Assign assign) {
        return new Statement.Assign(assign.variable(), parts(assign.value()));
    }

    private Statement traversal(Statement.Traversal s) {
        return new Statement.Traversal(
                s.vertex(),
                s.edge(),
                s.path(),
                s.direction(),
                rewrite(s.steps()),
                rewrite(s.start()),
                rewriteOptional(s.graph()),
                s.edges().stream()
                        .map(e -> new Statement.EdgeCollection(rewrite(e.name()), e.direction()))
                        .toList(),
                rewriteOptional(s.options()));
    }

    private Statement write(Statement.Write write) {
        Expr collection = rewrite(write.collection());
        Expr options = rewriteOptional(write.options());
        if (write instanceof Statement.Insert s) {
            return new Statement.Insert(rewrite(s.document()), collection, options, s.after());
        }
        if (write instanceof Statement.Remove s) {
            return new Statement.Remove(rewrite(s.document()), collection, options, s.before());
        }
        if (write instanceof Statement.Modify s) {
            return new Statement.Modify(
                    s.replace(),
                    rewriteOptional(s.key()),
                    rewrite(s.document()),
                    collection,
                    options,
                    s.before(),
                    s.after());
        }
        Statement.Upsert s = (Statement.Upsert) write;
        return new Statement.Upsert(
                s.replace(), s.found(), rewrite(s.insert()), rewrite(s.update()), collection, options, s.after());
    }
}
