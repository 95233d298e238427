/** A server that does nothing but frame requests, so that the client is what is measured. */
@NullMarked
package io.arangobatch.tck.benchmark.nullserver;

import org.jspecify.annotations.NullMarked;
