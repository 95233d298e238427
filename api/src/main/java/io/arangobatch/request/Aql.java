package io.arangobatch.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.internal.cursor.CursorDecoder;
import io.arangobatch.model.Cursor;
import io.arangobatch.model.ParsedQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests about AQL queries.
 *
 * <p>Bind variables are a map, a record, a POJO or a JSON object: each member is a variable. All methods throw {@link ArangoRequestException} for an
 * empty query and for bind variables that are no such thing.
 */
public final class Aql {

    private Aql() {}

    /**
     * Runs a query without bind variables.
     *
     * @param query the query's text
     * @param type the class to read each result as
     * @param <T> that class
     * @return a request for the results
     */
    public static <T> ArangoRequest<Cursor<T>> query(String query, Class<T> type) {
        return query(query, Map.of(), QueryOptions.none(), type);
    }

    /**
     * Runs a query.
     *
     * @param query the query's text
     * @param bindVariables the values of its bind variables; the name of a collection's variable begins with {@code @}
     * @param type the class to read each result as
     * @param <T> that class
     * @return a request for the results
     */
    public static <T> ArangoRequest<Cursor<T>> query(String query, Object bindVariables, Class<T> type) {
        return query(query, bindVariables, QueryOptions.none(), type);
    }

    /**
     * Runs a query.
     *
     * @param query the query's text
     * @param bindVariables the values of its bind variables; the name of a collection's variable begins with {@code @}
     * @param options paging, counting and the rest
     * @param type the class to read each result as
     * @param <T> that class
     * @return a request for the results
     */
    public static <T> ArangoRequest<Cursor<T>> query(
            String query, Object bindVariables, QueryOptions options, Class<T> type) {
        return ArangoRequest.of("POST", "/_api/cursor")
                .json(body(query, bindVariables, options))
                .decodedBy(new CursorDecoder<>(type));
    }

    /**
     * Asks how the server would run a query.
     *
     * @param query the query's text
     * @param bindVariables the values of its bind variables
     * @param options such as {@code allPlans} or {@code optimizer}, set by {@link QueryOptions#option}
     * @return a request for the plan, or all plans, in the server's own form
     */
    public static ArangoRequest<JsonNode> explain(String query, Object bindVariables, QueryOptions options) {
        return ArangoRequest.of("POST", "/_api/explain").json(body(query, bindVariables, options));
    }

    /**
     * Lets the server parse a query without running it.
     *
     * @param query the query's text
     * @return a request for what the query names
     */
    public static ArangoRequest<ParsedQuery> parse(String query) {
        return ArangoRequest.of("POST", "/_api/query")
                .json(Map.of("query", requireQuery(query)))
                .decodedBy(Aql::parsed);
    }

    private static ParsedQuery parsed(ArangoResponse response) {
        JsonNode answer = response.requireSuccess().json();
        return new ParsedQuery(texts(answer.path("collections")), texts(answer.path("bindVars")), answer.path("ast"));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Map<String, Object> body(String query, Object bindVariables, QueryOptions options) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", requireQuery(query));
        requireMembers(bindVariables);
        if (!(bindVariables instanceof Map<?, ?> map && map.isEmpty())) {
            body.put("bindVars", bindVariables);
        }
        options.applyTo(body);
        return body;
    }

    private static String requireQuery(String query) {
        if (query == null || query.isBlank()) {
            throw new ArangoRequestException("the AQL query is empty; give its text, such as \"RETURN 1\"");
        }
        return query;
    }

    private static void requireMembers(Object bindVariables) {
        ArangoRequest.requireValue("object of bind variables", bindVariables);
        boolean noObject = bindVariables instanceof CharSequence
                || bindVariables instanceof Number
                || bindVariables instanceof Boolean
                || bindVariables instanceof Iterable && !(bindVariables instanceof JsonNode node && node.isObject())
                || bindVariables instanceof JsonNode tree && !tree.isObject()
                || bindVariables.getClass().isArray();
        if (noObject) {
            throw new ArangoRequestException("the bind variables are a "
                    + bindVariables.getClass().getName()
                    + ", which has no names; give a map, record, POJO or JSON object with a member for each variable");
        }
    }
}
