/** However a session travels, each request must come out as if it had been run by itself. */
@NullMarked
package io.arangobatch.tck.equivalence;

import org.jspecify.annotations.NullMarked;
