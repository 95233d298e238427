/** ArangoDB's own driver 2.7 as a contender of the benchmark. */
@NullMarked
package io.arangobatch.tck.benchmark.driver2;

import org.jspecify.annotations.NullMarked;
