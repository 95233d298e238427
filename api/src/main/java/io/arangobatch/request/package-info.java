/**
 * Requests as values: each operation of the server is defined here once, as a factory that returns an
 * {@link io.arangobatch.request.ArangoRequest}. Who gets the value decides when it runs.
 */
@NullMarked
package io.arangobatch.request;

import org.jspecify.annotations.NullMarked;
