/** Who is measured: our own driver in all its variants, the limits, and what peers add. */
@NullMarked
package io.arangobatch.tck.benchmark.contender;

import org.jspecify.annotations.NullMarked;
