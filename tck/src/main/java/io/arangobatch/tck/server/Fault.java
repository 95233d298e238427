package io.arangobatch.tck.server;

import io.arangobatch.tck.server.http.Disturbance;
import java.time.Duration;

/** What an embedded server does wrong on purpose, see {@link EmbeddedArango#inject}. Immutable and thread-safe. */
public final class Fault {
    private final Disturbance disturbance;

    private Fault(Disturbance disturbance) {
        this.disturbance = disturbance;
    }

    /**
     * The request waits before it is handled; closing the server ends the wait.
     *
     * @param duration how long
     * @return the fault
     */
    public static Fault delay(Duration duration) {
        return new Fault(new Disturbance.Delay(duration));
    }

    /**
     * The request is not handled but answered with a status and an empty body.
     *
     * @param status the HTTP status, 100 to 999
     * @return the fault
     * @throws IllegalArgumentException if the status has not three digits
     */
    public static Fault status(int status) {
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("HTTP status " + status + " has not three digits");
        }
        return new Fault(new Disturbance.Status(status));
    }

    /**
     * The request is handled, but the connection is closed after so many bytes of the answer.
     *
     * @param bytes how many bytes of the answer, its head included, are sent; 0 for none
     * @return the fault
     * @throws IllegalArgumentException if the number is negative
     */
    public static Fault cutAfter(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("cannot send " + bytes + " bytes");
        }
        return new Fault(new Disturbance.Cut(bytes));
    }

    /**
     * The connection is reset and the request is not handled.
     *
     * @return the fault
     */
    public static Fault reset() {
        return new Fault(new Disturbance.Reset(false));
    }

    /**
     * The request is handled, and then the connection is reset instead of an answer.
     *
     * @return the fault
     */
    public static Fault resetAfterHandling() {
        return new Fault(new Disturbance.Reset(true));
    }

    Disturbance disturbance() {
        return disturbance;
    }

    /** What happens, in words. */
    @Override
    public String toString() {
        return "Fault[" + disturbance + "]";
    }
}
