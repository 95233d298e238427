/** How the requests of a commit travel to the server and their answers back. */
@NullMarked
package io.arangobatch.internal.carrier;

import org.jspecify.annotations.NullMarked;
