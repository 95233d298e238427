package io.arangobatch.tck.server.http;

import java.time.Duration;

/** What goes wrong with one exchange. */
public sealed interface Disturbance {
    Disturbance NONE = new None();

    /** Nothing. */
    record None() implements Disturbance {}

    /** The request waits before it is handled. */
    record Delay(Duration duration) implements Disturbance {}

    /** The request is not handled but answered with this status. */
    record Status(int status) implements Disturbance {}

    /** The request is handled, and only so many bytes of the answer are sent before the connection ends. */
    record Cut(long bytes) implements Disturbance {}

    /** The connection is reset; the request has been handled or has not. */
    record Reset(boolean handled) implements Disturbance {}
}
