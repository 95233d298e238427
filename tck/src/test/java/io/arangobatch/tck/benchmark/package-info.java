/** What the benchmark promises that a test can tell: figures of memory, and the cost of doing nothing, each in a JVM of its own. */
@NullMarked
package io.arangobatch.tck.benchmark;

import org.jspecify.annotations.NullMarked;
