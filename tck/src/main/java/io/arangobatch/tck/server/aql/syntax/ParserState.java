package io.arangobatch.tck.server.aql.syntax;

import io.arangobatch.tck.server.aql.AqlException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What both halves of the parser build up: the statements, the variables, and the names a query uses. */
final class ParserState {
    private static final int INVALID_VARIABLE_NAME = 1510;
    private static final int VARIABLE_REDECLARED = 1511;

    final TokenStream tokens;
    final Scopes scopes = new Scopes();
    final TreeSet<String> collections = new TreeSet<>();
    final Set<String> parameters = new LinkedHashSet<>();
    private final Deque<List<Statement>> blocks = new ArrayDeque<>();
    private int nextId;

    ParserState(TokenStream tokens) {
        this.tokens = tokens;
    }

    int nextId() {
        return nextId;
    }

    void add(Statement statement) {
        blocks.element().add(statement);
    }

    void startBlock(Scopes.Kind kind) {
        scopes.start(kind);
        blocks.push(new ArrayList<>());
    }

    List<Statement> endBlock() {
        scopes.endNested();
        scopes.endCurrent();
        return List.copyOf(blocks.pop());
    }

    /** Gives the subquery's result a name of its own in front of the statement that uses it. */
    Expr addSubquery(List<Statement> statements) {
        Variable result = declareTemporary("");
        add(new Statement.Let(result, new Expr.Subquery(statements)));
        return new Expr.Reference(result);
    }

    Variable declare(String name) {
        if (name.startsWith("_")) {
            throw new AqlException(INVALID_VARIABLE_NAME, "variable name '" + name + "' has an invalid format");
        }
        return declareUnchecked(name);
    }

    /** Traversals may call their variables anything. */
    Variable declareUnchecked(String name) {
        if (scopes.find(name) != null) {
            throw new AqlException(VARIABLE_REDECLARED, "variable '" + name + "' is assigned multiple times");
        }
        Variable variable = new Variable(nextId++, name);
        scopes.add(variable);
        return variable;
    }

    /** A temporary variable is called after an id of its own. */
    Variable declareTemporary(String suffix) {
        String name = nextId++ + suffix;
        Variable variable = new Variable(nextId++, name);
        scopes.add(variable);
        return variable;
    }

    /** OLD or NEW of a write, which later writes of the query may declare again. */
    Variable declareSpecial(String name) {
        Variable variable = new Variable(nextId++, name);
        scopes.replace(variable);
        return variable;
    }

    /** A collection that the query reads or writes, under a name that one may have. */
    Expr collection(String name) {
        CollectionNames.check(name);
        collections.add(name);
        return new Expr.CollectionRef(name);
    }

    Expr parameter(Token token) {
        parameters.add(token.text());
        return new Expr.Parameter(token.text());
    }

    AqlException notADataSourceName(Token parameter, Token at) {
        return tokens.error(
                BIND_PARAMETER_TYPE, BIND_TYPE_TEMPLATE, BIND_TYPE_TEMPLATE.replace("%s", parameter.text()), at);
    }

    static final int BIND_PARAMETER_TYPE = 1553;
    static final String BIND_TYPE_TEMPLATE = "bind parameter '%s' has an invalid value or type";
}
