package io.arangobatch.tck.server.aql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.run.QueryRunner;
import io.arangobatch.tck.server.aql.syntax.AstJson;
import io.arangobatch.tck.server.aql.syntax.ParsedAql;
import io.arangobatch.tck.server.aql.syntax.Parser;
import java.util.List;

/** Evaluates AQL as a 3.2 server does. Stateless, so any number of threads may share one. */
public final class AqlEngine {
    /**
     * Runs a query.
     *
     * @param bindVars values by name, names of collections with their {@code @}
     * @throws AqlException with the number and the message of {@code POST /_api/cursor}; number 9 for what the engine does not know
     */
    public AqlResult execute(String query, ObjectNode bindVars, AqlOptions options, AqlStore store) {
        return new QueryRunner(options, store).run(query, bindVars);
    }

    /**
     * Parses a query without values and without looking at the collections.
     *
     * @throws AqlException with the number and the message of {@code POST /_api/query}
     */
    public ParsedQuery parse(String query) {
        ParsedAql parsed = Parser.parse(query);
        return new ParsedQuery(
                List.copyOf(parsed.collections()), parsed.parameters(), AstJson.query(parsed.statements()));
    }

    /**
     * Explains a query without running it.
     *
     * @return the members {@code plan} (or {@code plans}), {@code cacheable}, {@code warnings} and {@code stats}
     * @throws AqlException with the number and the message of {@code POST /_api/explain}
     */
    public ObjectNode explain(String query, ObjectNode bindVars, AqlOptions options, AqlStore store) {
        return new QueryRunner(options, store).explain(query, bindVars);
    }
}
