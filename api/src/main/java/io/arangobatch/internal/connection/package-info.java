/** The connection, which puts everything together. */
@NullMarked
package io.arangobatch.internal.connection;

import org.jspecify.annotations.NullMarked;
