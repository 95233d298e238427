/** JMH benchmarks of the codec. */
@NullMarked
package io.arangobatch.tck.benchmark.micro;

import org.jspecify.annotations.NullMarked;
