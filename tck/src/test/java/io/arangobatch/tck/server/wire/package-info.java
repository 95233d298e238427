/** Replays exchanges recorded from a real server and compares the embedded server's answers with the recorded ones. */
@NullMarked
package io.arangobatch.tck.server.wire;

import org.jspecify.annotations.NullMarked;
