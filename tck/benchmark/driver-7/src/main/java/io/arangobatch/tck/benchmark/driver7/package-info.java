/** ArangoDB's own driver 7 as a contender of the benchmark. */
@NullMarked
package io.arangobatch.tck.benchmark.driver7;

import org.jspecify.annotations.NullMarked;
