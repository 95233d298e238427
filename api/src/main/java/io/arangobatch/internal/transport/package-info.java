/** Finds the transport providers, chooses one, and gives it its settings. */
@NullMarked
package io.arangobatch.internal.transport;

import org.jspecify.annotations.NullMarked;
