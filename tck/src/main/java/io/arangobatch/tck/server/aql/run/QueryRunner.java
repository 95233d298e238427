package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.AqlOptions;
import io.arangobatch.tck.server.aql.AqlResult;
import io.arangobatch.tck.server.aql.AqlStore;
import io.arangobatch.tck.server.aql.syntax.ParsedAql;
import io.arangobatch.tck.server.aql.syntax.Parser;
import io.arangobatch.tck.server.aql.syntax.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** Takes a query through the phases of the server, whose names end the messages of what fails in them. */
public final class QueryRunner {
    /** How many rules the optimizer of a 3.2 server has. */
    private static final int OPTIMIZER_RULES = 29;

    private static final int COLLECTION_NOT_FOUND = 1203;

    private final AqlStore store;
    private final QueryContext context;
    private String phase = "parsing";

    public QueryRunner(AqlOptions options, AqlStore store) {
        this.store = store;
        this.context = new QueryContext(store, options);
    }

    /** Runs a query; what goes wrong is prefixed and says in which phase. */
    public AqlResult run(String query, ObjectNode bindVars) {
        try {
            ParsedAql parsed = Parser.parse(query);
            List<Statement> statements = prepare(parsed, bindVars);
            phase = "executing";
            List<JsonNode> rows = new Pipelines(context).runTop(statements, Row.empty(parsed.nextVariableId()));
            OptionalLong fullCount = context.fullCount < 0 ? OptionalLong.empty() : OptionalLong.of(context.fullCount);
            return new AqlResult(rows, context.stats(), context.warnings(), fullCount);
        } catch (AqlException failure) {
            throw inPhase("AQL: ", failure);
        }
    }

    /** Explains a query; what goes wrong says in which phase, without a prefix. */
    public ObjectNode explain(String query, ObjectNode bindVars) {
        try {
            ParsedAql parsed = Parser.parse(query);
            List<Statement> statements = prepare(parsed, bindVars);
            ObjectNode plan = new PlanJson(store, parsed.nextVariableId()).plan(statements);
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            if (context.options().allPlans()) {
                result.putArray("plans").add(plan);
            } else {
                result.set("plan", plan);
                result.put("cacheable", statements.stream().map(Usage::of).allMatch(Usage::isMovable));
            }
            ArrayNode warnings = result.putArray("warnings");
            context.warnings()
                    .forEach(w -> warnings.addObject().put("code", w.code()).put("message", w.message()));
            result.putObject("stats")
                    .put("rulesExecuted", OPTIMIZER_RULES)
                    .put("rulesSkipped", 0)
                    .put("plansCreated", 1);
            return result;
        } catch (AqlException failure) {
            throw inPhase("", failure);
        }
    }

    private AqlException inPhase(String prefix, AqlException failure) {
        return new AqlException(failure.errorNum(), prefix + failure.getMessage() + " (while " + phase + ")");
    }

    /** Everything up to the first row: values, collections, constants, plan. */
    private List<Statement> prepare(ParsedAql parsed, ObjectNode bindVars) {
        SortedSet<String> collections = new TreeSet<>(parsed.collections());
        List<Statement> statements = BindParameters.inject(parsed.statements(), bindVars, store, collections);
        checkCollections(collections);
        phase = "optimizing ast";
        new WriteRules().walkAll(statements);
        statements = new ConstantFolder(context).statements(statements);
        phase = "instantiating plan";
        new PlanRules(store).check(statements);
        phase = "optimizing plan";
        return new Planner().statements(statements);
    }

    private void checkCollections(SortedSet<String> collections) {
        for (String name : collections) {
            if (!store.hasCollection(name)) {
                throw new AqlException(COLLECTION_NOT_FOUND, "collection not found: " + name);
            }
        }
    }
}
