/**
 * The body of {@code POST /_api/batch} and of its answer: encoder, incremental decoder, and the way from an answer back to its request.
 *
 * <p>Nothing in here is thread-safe: a batch belongs to one thread at a time, an answer to the thread that delivers it.
 */
@NullMarked
package io.arangobatch.internal.multipart;

import org.jspecify.annotations.NullMarked;
