/** One run of the benchmark: which JVMs there are and whose turn it is. */
@NullMarked
package io.arangobatch.tck.benchmark.run;

import org.jspecify.annotations.NullMarked;
