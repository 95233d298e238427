/** The benchmark: what is measured is described in {@code docs/benchmarks.md}. */
@NullMarked
package io.arangobatch.tck.benchmark;

import org.jspecify.annotations.NullMarked;
