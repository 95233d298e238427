package io.arangobatch.transport.netty;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is in a throwable. */
final class Failures {

    private static final int DEEPEST = 20;

    private Failures() {}

    /** The throwable and its causes, from the outside in. */
    static Stream<Throwable> causes(Throwable outermost) {
        return Stream.<@Nullable Throwable>iterate(outermost, cause -> cause == null ? null : cause.getCause())
                .takeWhile(cause -> cause != null)
                .limit(DEEPEST);
    }

    /** The message, or the name of the class where there is none. */
    static String messageOf(@Nullable Throwable failure) {
        if (failure == null) {
            return "no reason given";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
