package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.AqlStore;
import io.arangobatch.tck.server.aql.AqlStore.Direction;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Operator;
import io.arangobatch.tck.server.aql.syntax.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A loop over a collection that a filter narrows to what the primary or the edge index finds. */
record IndexLookup(String collection, String attribute, Expr values, boolean many) {
    /** The lookup a condition allows, with what is left of the condition to be filtered. */
    record Match(IndexLookup lookup, @Nullable Expr rest) {}

    static Optional<Match> find(Expr condition, Variable document, String collection, AqlStore store) {
        List<Expr> conjuncts = new ArrayList<>();
        addConjuncts(condition, conjuncts);
        for (int i = 0; i < conjuncts.size(); i++) {
            IndexLookup lookup = lookup(conjuncts.get(i), document, collection, store);
            if (lookup != null) {
                conjuncts.remove(i);
                Expr rest = conjuncts.stream()
                        .reduce((a, b) -> new Expr.Binary(Operator.AND, a, b))
                        .orElse(null);
                return Optional.of(new Match(lookup, rest));
            }
        }
        return Optional.empty();
    }

    private static void addConjuncts(Expr condition, List<Expr> conjuncts) {
        if (condition instanceof Expr.Binary and && and.operator() == Operator.AND) {
            addConjuncts(and.left(), conjuncts);
            addConjuncts(and.right(), conjuncts);
        } else {
            conjuncts.add(condition);
        }
    }

    private static @Nullable IndexLookup lookup(Expr condition, Variable document, String collection, AqlStore store) {
        if (!(condition instanceof Expr.Binary comparison)) {
            return null;
        }
        boolean equality = comparison.operator() == Operator.EQ;
        if (!equality && comparison.operator() != Operator.IN) {
            return null;
        }
        IndexLookup lookup = lookup(comparison.left(), comparison.right(), !equality, document, collection, store);
        if (lookup == null && equality) {
            lookup = lookup(comparison.right(), comparison.left(), false, document, collection, store);
        }
        return lookup;
    }

    private static @Nullable IndexLookup lookup(
            Expr attribute, Expr values, boolean many, Variable document, String collection, AqlStore store) {
        boolean ofDocument = attribute instanceof Expr.AttributeAccess access
                && access.object() instanceof Expr.Reference reference
                && reference.variable().equals(document);
        if (!ofDocument || Usage.of(values).uses(document)) {
            return null;
        }
        String name = ((Expr.AttributeAccess) attribute).name();
        boolean indexed = switch (name) {
            case "_key", "_id" -> true;
            case "_from", "_to" -> store.isEdgeCollection(collection);
            default -> false;
        };
        return indexed ? new IndexLookup(collection, name, values, many) : null;
    }

    /** The documents found; several values are looked up in their order, each once. */
    List<ObjectNode> documents(JsonNode value, AqlStore store) {
        List<ObjectNode> found = new ArrayList<>();
        if (!many) {
            addDocuments(value, store, found);
        } else if (value.isArray()) {
            TreeSet<JsonNode> ordered = new TreeSet<>(Values.ORDER);
            value.forEach(ordered::add);
            ordered.forEach(one -> addDocuments(one, store, found));
        }
        return found;
    }

    private void addDocuments(JsonNode value, AqlStore store, List<ObjectNode> found) {
        if (!value.isTextual()) {
            return;
        }
        String text = value.textValue();
        switch (attribute) {
            case "_from" -> found.addAll(store.edges(collection, text, Direction.OUTBOUND));
            case "_to" -> found.addAll(store.edges(collection, text, Direction.INBOUND));
            default -> {
                boolean isId = attribute.equals("_id");
                String prefix = isId ? collection + "/" : "";
                ObjectNode document =
                        text.startsWith(prefix) ? store.document(collection, text.substring(prefix.length())) : null;
                if (document != null) {
                    found.add(document);
                }
            }
        }
    }
}
