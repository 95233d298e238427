/**
 * The compatibility kit: extend {@link io.arangobatch.tck.TransportTck}, name your provider, and run it with JUnit.
 */
@NullMarked
package io.arangobatch.tck;

import org.jspecify.annotations.NullMarked;
