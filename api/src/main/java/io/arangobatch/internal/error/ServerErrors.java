package io.arangobatch.internal.error;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.AccessException;
import io.arangobatch.AqlQueryException;
import io.arangobatch.ArangoServerException;
import io.arangobatch.CollectionException;
import io.arangobatch.DatabaseException;
import io.arangobatch.DocumentException;
import io.arangobatch.IndexException;
import io.arangobatch.request.ArangoResponse;
import org.jspecify.annotations.Nullable;

/** Chooses the exception for an error answer: by the error where it concerns every request, else by what the request was about. */
public final class ServerErrors {

    private static final int DATABASE_NOT_FOUND = 1228;

    private ServerErrors() {}

    /**
     * Makes the exception for an error.
     *
     * @param request method and target
     * @param status the HTTP status
     * @param errorNum ArangoDB's error number, or 0
     * @param message ArangoDB's text
     * @return the exception
     */
    public static ArangoServerException of(String request, int status, int errorNum, String message) {
        if (status == 401 || status == 403) {
            return new AccessException(status, errorNum, message, request);
        }
        if (errorNum == DATABASE_NOT_FOUND) {
            return new DatabaseException(status, errorNum, message, request);
        }
        return switch (area(request)) {
            case "document", "import" -> new DocumentException(status, errorNum, message, request);
            case "cursor", "query", "explain" -> new AqlQueryException(status, errorNum, message, request);
            case "collection" -> new CollectionException(status, errorNum, message, request);
            case "index" -> new IndexException(status, errorNum, message, request);
            case "database" -> new DatabaseException(status, errorNum, message, request);
            default -> new ArangoServerException(status, errorNum, message, request);
        };
    }

    /**
     * Makes the exception for one element of the answer to a request for many.
     *
     * @param element the element
     * @param response the whole answer
     * @return the exception, or {@code null} if the element is no error
     */
    public static @Nullable ArangoServerException ofElement(JsonNode element, ArangoResponse response) {
        if (!element.path("error").isBoolean() || !element.path("error").asBoolean() || !element.has("errorNum")) {
            return null;
        }
        int errorNum = element.path("errorNum").asInt();
        return of(
                response.request(),
                HttpStatus.of(errorNum),
                errorNum,
                element.path("errorMessage").asText());
    }

    /** The word after {@code /_api/} in the target. */
    private static String area(String request) {
        int start = request.indexOf("/_api/");
        if (start < 0) {
            return "";
        }
        int from = start + "/_api/".length();
        int to = from;
        while (to < request.length() && Character.isLetter(request.charAt(to))) {
            to++;
        }
        return request.substring(from, to);
    }
}
