/** How the server's errors become exceptions. */
@NullMarked
package io.arangobatch.internal.error;

import org.jspecify.annotations.NullMarked;
