package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.http.HttpResponse;

/** Answers the requests of one area of the API. */
@FunctionalInterface
interface Handler {
    HttpResponse handle(Call call);
}
