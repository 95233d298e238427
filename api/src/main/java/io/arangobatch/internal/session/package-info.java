/** The queue of a batch, its jobs, and what a session promises. */
@NullMarked
package io.arangobatch.internal.session;

import org.jspecify.annotations.NullMarked;
