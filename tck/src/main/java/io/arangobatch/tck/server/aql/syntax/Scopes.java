package io.arangobatch.tck.server.aql.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which variables are visible where. A FOR or COLLECT opens a scope that ends with its query or subquery. */
final class Scopes {
    enum Kind {
        MAIN,
        SUBQUERY,
        FOR,
        COLLECT
    }

    private record Scope(Kind kind, Map<String, Variable> variables) {}

    private final List<Scope> active = new ArrayList<>();
    private final Deque<Variable> current = new ArrayDeque<>();

    void start(Kind kind) {
        active.add(new Scope(kind, new LinkedHashMap<>()));
    }

    void endCurrent() {
        active.remove(active.size() - 1);
    }

    /** Ends what was opened inside the innermost query. */
    void endNested() {
        while (kind() == Kind.FOR || kind() == Kind.COLLECT) {
            endCurrent();
        }
    }

    Kind kind() {
        return active.get(active.size() - 1).kind();
    }

    boolean isTopLevel() {
        return kind() == Kind.MAIN || kind() == Kind.SUBQUERY;
    }

    void add(Variable variable) {
        active.get(active.size() - 1).variables().put(variable.name(), variable);
    }

    void replace(Variable variable) {
        for (int i = active.size() - 1; i >= 0; i--) {
            Map<String, Variable> variables = active.get(i).variables();
            if (variables.containsKey(variable.name())) {
                variables.put(variable.name(), variable);
                return;
            }
        }
        add(variable);
    }

    @Nullable
    Variable find(String name) {
        for (int i = active.size() - 1; i >= 0; i--) {
            Variable variable = active.get(i).variables().get(name);
            if (variable != null) {
                return variable;
            }
        }
        return null;
    }

    /** OLD, NEW and CURRENT are names as well, where no variable of the query hides them. */
    @Nullable
    Variable findWithSpecial(String name) {
        Variable variable = find(name);
        if (variable != null) {
            return variable;
        }
        return switch (name) {
            case "OLD" -> find(SpecialNames.OLD);
            case "NEW" -> find(SpecialNames.NEW);
            case "CURRENT", "$CURRENT" -> current.peek();
            default -> null;
        };
    }

    void pushCurrent(Variable variable) {
        current.push(variable);
    }

    void popCurrent() {
        current.pop();
    }
}
