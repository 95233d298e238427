/** Unit tests of what the benchmark shows. */
@NullMarked
package io.arangobatch.tck.benchmark.result;

import org.jspecify.annotations.NullMarked;
