package io.arangobatch.tck.server.store;

/** The server's error numbers with their texts and the HTTP status each is answered with. */
public enum ArangoError {
    INTERNAL(4, 500, "internal error"),
    NOT_IMPLEMENTED(9, 501, "not implemented"),
    BAD_PARAMETER(10, 400, "bad parameter"),
    FORBIDDEN(11, 403, "forbidden"),
    TYPE_ERROR(17, 400, "type error"),
    HTTP_BAD_PARAMETER(400, 400, "bad parameter"),
    HTTP_UNAUTHORIZED(401, 401, "unauthorized"),
    HTTP_FORBIDDEN(403, 403, "forbidden"),
    HTTP_NOT_FOUND(404, 404, "not found"),
    HTTP_METHOD_NOT_ALLOWED(405, 405, "method not supported"),
    CORRUPTED_JSON(600, 400, "invalid JSON object"),
    SUPERFLUOUS_SUFFICES(601, 400, "superfluous URL suffices"),
    CONFLICT(1200, 409, "conflict"),
    DOCUMENT_NOT_FOUND(1202, 404, "document not found"),
    COLLECTION_NOT_FOUND(1203, 404, "collection not found"),
    COLLECTION_PARAMETER_MISSING(1204, 400, "parameter 'collection' not found"),
    DOCUMENT_HANDLE_BAD(1205, 400, "illegal document handle"),
    DUPLICATE_NAME(1207, 409, "duplicate name"),
    ILLEGAL_NAME(1208, 400, "illegal name"),
    UNIQUE_CONSTRAINT_VIOLATED(1210, 409, "unique constraint violated"),
    INDEX_NOT_FOUND(1212, 404, "index not found"),
    COLLECTION_TYPE_INVALID(1218, 400, "invalid collection type"),
    DOCUMENT_KEY_BAD(1221, 400, "illegal document key"),
    DOCUMENT_KEY_UNEXPECTED(1222, 400, "unexpected document key"),
    DOCUMENT_TYPE_INVALID(1227, 400, "invalid document type"),
    DATABASE_NOT_FOUND(1228, 404, "database not found"),
    DATABASE_NAME_INVALID(1229, 400, "database name invalid"),
    USE_SYSTEM_DATABASE(1230, 403, "operation only allowed in system database"),
    INVALID_KEY_GENERATOR(1232, 400, "invalid key generator"),
    INVALID_EDGE_ATTRIBUTE(1233, 400, "invalid edge attribute"),
    QUERY_PARSE(1501, 400, "query parse error"),
    QUERY_EMPTY(1502, 400, "query is empty"),
    QUERY_NOT_FOUND(1591, 404, "query ID not found"),
    CURSOR_NOT_FOUND(1600, 404, "cursor not found"),
    CURSOR_BUSY(1601, 409, "cursor is busy"),
    USER_INVALID_NAME(1700, 400, "invalid user name"),
    USER_DUPLICATE(1702, 409, "duplicate user"),
    USER_NOT_FOUND(1703, 404, "user not found"),
    GRAPH_INVALID_VERTEX(1907, 400, "invalid vertex"),
    GRAPH_INVALID_EDGE(1906, 400, "invalid edge"),
    GRAPH_COLLECTION_MULTI_USE(1920, 400, "multi use of edge collection in edge def"),
    GRAPH_COLLECTION_USE_IN_MULTI_GRAPHS(1921, 400, "edge collection already used in edge def"),
    GRAPH_CREATE_MISSING_NAME(1922, 400, "missing graph name"),
    GRAPH_CREATE_MALFORMED_EDGE_DEFINITION(1923, 400, "malformed edge definition"),
    GRAPH_NOT_FOUND(1924, 404, "graph not found"),
    GRAPH_DUPLICATE(1925, 409, "graph already exists"),
    GRAPH_VERTEX_COL_DOES_NOT_EXIST(1926, 404, "vertex collection does not exist or is not part of the graph"),
    GRAPH_WRONG_COLLECTION_TYPE_VERTEX(1927, 400, "not a vertex collection"),
    GRAPH_NOT_IN_ORPHAN_COLLECTION(1928, 400, "not in orphan collection"),
    GRAPH_COLLECTION_USED_IN_EDGE_DEF(1929, 400, "collection already used in edge def"),
    GRAPH_EDGE_COLLECTION_NOT_USED(1930, 400, "edge collection not used in graph");

    private final int number;
    private final int status;
    private final String text;

    ArangoError(int number, int status, String text) {
        this.number = number;
        this.status = status;
        this.text = text;
    }

    public int number() {
        return number;
    }

    public int status() {
        return status;
    }

    public String text() {
        return text;
    }

    public StoreException exception() {
        return new StoreException(this, text);
    }

    public StoreException exception(String message) {
        return new StoreException(this, message);
    }

    /** The HTTP status for a number; 500 for one that the server's own table lacks too. */
    public static int statusOf(int number) {
        for (ArangoError error : values()) {
            if (error.number == number) {
                return error.status;
            }
        }
        return number >= 1500 && number < 1590 ? 400 : 500;
    }
}
