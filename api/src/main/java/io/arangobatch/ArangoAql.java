package io.arangobatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.model.Cursor;
import io.arangobatch.model.ParsedQuery;
import io.arangobatch.request.Aql;
import io.arangobatch.request.QueryOptions;
import java.util.Objects;
import java.util.Optional;

/**
 * AQL queries. Each method runs at once on its connection; what it does, its options and its errors stand at the factory that it names.
 *
 * <p>Thread-safe.
 */
public final class ArangoAql implements ArangoContext {

    private final Connection connection;

    ArangoAql(Connection connection) {
        this.connection = Objects.requireNonNull(connection, "connection");
    }

    @Override
    public ExecutionContext context() {
        return connection.context();
    }

    @Override
    public String database() {
        return connection.database();
    }

    @Override
    public Optional<String> user() {
        return connection.user();
    }

    /**
     * Runs a query.
     *
     * @param query the query's text
     * @param type the class to read a result as
     * @param <T> that class
     * @return what the request returns
     * @see Aql#query(String, Class)
     */
    public <T> Cursor<T> query(String query, Class<T> type) {
        return connection.execute(Aql.query(query, type));
    }

    /**
     * Runs a query.
     *
     * @param query the query's text
     * @param bindVariables the values of its bind variables
     * @param type the class to read a result as
     * @param <T> that class
     * @return what the request returns
     * @see Aql#query(String, Object, Class)
     */
    public <T> Cursor<T> query(String query, Object bindVariables, Class<T> type) {
        return connection.execute(Aql.query(query, bindVariables, type));
    }

    /**
     * Runs a query.
     *
     * @param query the query's text
     * @param bindVariables the values of its bind variables
     * @param options what may be set tells the factory of the request
     * @param type the class to read a result as
     * @param <T> that class
     * @return what the request returns
     * @see Aql#query(String, Object, QueryOptions, Class)
     */
    public <T> Cursor<T> query(String query, Object bindVariables, QueryOptions options, Class<T> type) {
        return connection.execute(Aql.query(query, bindVariables, options, type));
    }

    /**
     * Asks how the server would run a query.
     *
     * @param query the query's text
     * @param bindVariables the values of its bind variables
     * @param options what may be set tells the factory of the request
     * @return what the request returns
     * @see Aql#explain(String, Object, QueryOptions)
     */
    public JsonNode explain(String query, Object bindVariables, QueryOptions options) {
        return connection.execute(Aql.explain(query, bindVariables, options));
    }

    /**
     * Lets the server parse a query without running it.
     *
     * @param query the query's text
     * @return what the request returns
     * @see Aql#parse(String)
     */
    public ParsedQuery parse(String query) {
        return connection.execute(Aql.parse(query));
    }
}
