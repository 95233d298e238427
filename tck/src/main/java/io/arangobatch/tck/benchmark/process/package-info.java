/** JVMs that are driven over their standard input and output. */
@NullMarked
package io.arangobatch.tck.benchmark.process;

import org.jspecify.annotations.NullMarked;
