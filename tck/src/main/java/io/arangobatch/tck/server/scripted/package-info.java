/**
 * A socket server that does to a client what no well-behaved server would, byte by byte as its script says.
 */
@NullMarked
package io.arangobatch.tck.server.scripted;

import org.jspecify.annotations.NullMarked;
