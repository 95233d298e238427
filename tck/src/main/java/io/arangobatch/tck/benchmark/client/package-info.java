/** The JVM in which one contender runs, and the meters that it is read by. */
@NullMarked
package io.arangobatch.tck.benchmark.client;

import org.jspecify.annotations.NullMarked;
