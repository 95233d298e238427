/** The demonstration: small batches with known outcomes, run against the embedded server and checked. */
@NullMarked
package io.arangobatch.tck.demo;

import org.jspecify.annotations.NullMarked;
