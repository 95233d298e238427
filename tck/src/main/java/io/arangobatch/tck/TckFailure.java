package io.arangobatch.tck;

/** A broken promise as a vendor reads it: which one, what was expected, what came, and where to look. */
final class TckFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String came;

    TckFailure(TckTest test, TckUse use, Throwable broken) {
        super("""
                %s failed in %s use
                Contract: %s
                %s
                Check in the transport: %s""".formatted(test.id(), use, test.contract(), whatCame(broken), test.check()), broken);
        setStackTrace(broken.getStackTrace());
        came = whatCame(broken);
    }

    /** What was expected and what came, without the rest of the message. */
    String came() {
        return came;
    }

    static String whatCame(Throwable broken) {
        String message = String.valueOf(broken.getMessage()).strip();
        return broken instanceof AssertionError
                ? message
                : "Came: " + broken.getClass().getName() + ": " + message;
    }
}
