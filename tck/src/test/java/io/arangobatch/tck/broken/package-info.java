/**
 * The kit tested: a transport over blocking sockets, as simple as one can be that passes, which breaks one promise at a time, and what the
 * kit must then say.
 */
@NullMarked
package io.arangobatch.tck.broken;

import org.jspecify.annotations.NullMarked;
