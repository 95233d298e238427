package io.arangobatch.tck.server.http;

/** What the HTTP layer asks and tells: how to answer, what to break, what happened. Called from many threads. */
public interface HttpListener {
    /** Answers a request whose body has arrived whole. */
    HttpResponse handle(HttpRequest request);

    /** What to break about this request. */
    Disturbance disturbance(HttpRequest request);

    /** A client connected; the answer numbers its connection, from 1. */
    long opened();

    /** A request arrived whole. */
    void arrived(long connection, HttpRequest request);

    /** An answer is about to be sent. */
    void answered(long connection, HttpRequest request, int status);

    void received(long bytes);

    void sent(long bytes);
}
