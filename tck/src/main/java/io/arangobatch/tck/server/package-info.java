/**
 * An ArangoDB inside the JVM, for tests: in memory, over real HTTP or HTTPS on a loopback port.
 *
 * <p>{@link io.arangobatch.tck.server.EmbeddedArango} is the server, {@link io.arangobatch.tck.server.Journal} tells what arrived, and
 * {@link io.arangobatch.tck.server.Fault} breaks what a test wants broken.
 */
@NullMarked
package io.arangobatch.tck.server;

import org.jspecify.annotations.NullMarked;
