package io.arangobatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.model.Cursor;
import io.arangobatch.model.ParsedQuery;
import io.arangobatch.request.Aql;
import io.arangobatch.request.QueryOptions;
import java.util.Objects;
import java.util.Optional;

/**
 * AQL queries. Each method queues in its session and returns jobs; what it does, its options and its errors stand at the factory that it names.
 *
 * <p>Belongs to its session's thread.
 */
public final class BatchAql implements ArangoContext {

    private final BatchSession session;

    BatchAql(BatchSession session) {
        this.session = Objects.requireNonNull(session, "session");
    }

    @Override
    public ExecutionContext context() {
        return session.context();
    }

    @Override
    public String database() {
        return session.database();
    }

    @Override
    public Optional<String> user() {
        return session.user();
    }

    /**
     * Runs a query.
     *
     * @param query the query's text
     * @param type the class to read a result as
     * @param <T> that class
     * @return the job of the request
     * @see Aql#query(String, Class)
     */
    public <T> BatchJob<Cursor<T>> query(String query, Class<T> type) {
        return session.add(Aql.query(query, type));
    }

    /**
     * Runs a query.
     *
     * @param query the query's text
     * @param bindVariables the values of its bind variables
     * @param type the class to read a result as
     * @param <T> that class
     * @return the job of the request
     * @see Aql#query(String, Object, Class)
     */
    public <T> BatchJob<Cursor<T>> query(String query, Object bindVariables, Class<T> type) {
        return session.add(Aql.query(query, bindVariables, type));
    }

    /**
     * Runs a query.
     *
     * @param query the query's text
     * @param bindVariables the values of its bind variables
     * @param options what may be set tells the factory of the request
     * @param type the class to read a result as
     * @param <T> that class
     * @return the job of the request
     * @see Aql#query(String, Object, QueryOptions, Class)
     */
    public <T> BatchJob<Cursor<T>> query(String query, Object bindVariables, QueryOptions options, Class<T> type) {
        return session.add(Aql.query(query, bindVariables, options, type));
    }

    /**
     * Asks how the server would run a query.
     *
     * @param query the query's text
     * @param bindVariables the values of its bind variables
     * @param options what may be set tells the factory of the request
     * @return the job of the request
     * @see Aql#explain(String, Object, QueryOptions)
     */
    public BatchJob<JsonNode> explain(String query, Object bindVariables, QueryOptions options) {
        return session.add(Aql.explain(query, bindVariables, options));
    }

    /**
     * Lets the server parse a query without running it.
     *
     * @param query the query's text
     * @return the job of the request
     * @see Aql#parse(String)
     */
    public BatchJob<ParsedQuery> parse(String query) {
        return session.add(Aql.parse(query));
    }
}
