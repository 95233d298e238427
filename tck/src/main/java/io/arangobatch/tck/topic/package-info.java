/**
 * The tests of the kit, one class a topic. Each test gets its {@link io.arangobatch.tck.bench.Bench} and keeps no state of its own.
 */
@NullMarked
package io.arangobatch.tck.topic;

import org.jspecify.annotations.NullMarked;
