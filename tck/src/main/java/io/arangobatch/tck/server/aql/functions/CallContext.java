package io.arangobatch.tck.server.aql.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.arangobatch.tck.server.aql.AqlStore;

/** What a function may use beside its arguments. */
public interface CallContext {
    int INVALID_ARGUMENT = 1542;
    int INVALID_REGEX = 1543;
    int INVALID_ARITHMETIC = 1561;
    int ARRAY_EXPECTED = 1563;
    int INVALID_DATE = 1572;

    AqlStore store();

    void warn(int code, String message);

    /** Complains about a function's argument and gives the null that the call then results in. */
    default JsonNode refuse(int code, String function) {
        String text = switch (code) {
            case INVALID_ARGUMENT -> "invalid argument type in call to function '" + function + "()'";
            case INVALID_REGEX -> inFunction(function, "invalid regex value");
            case INVALID_ARITHMETIC -> inFunction(function, "invalid arithmetic value");
            case ARRAY_EXPECTED -> inFunction(function, "array expected");
            case INVALID_DATE -> inFunction(function, "invalid date value");
            default -> throw new IllegalArgumentException("no text for warning " + code);
        };
        warn(code, text);
        return NullNode.getInstance();
    }

    private static String inFunction(String function, String complaint) {
        return "in function '" + function + "()': " + complaint;
    }
}
