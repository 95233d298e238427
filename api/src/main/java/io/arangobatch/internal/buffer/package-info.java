/** Bytes on their way to the server: append-only segments and the search in them. */
@NullMarked
package io.arangobatch.internal.buffer;

import org.jspecify.annotations.NullMarked;
