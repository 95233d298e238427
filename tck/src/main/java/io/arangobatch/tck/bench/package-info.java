/**
 * What a test of the kit works with: the transport under test, exchanges in blocking and asynchronous use, and what they left behind.
 */
@NullMarked
package io.arangobatch.tck.bench;

import org.jspecify.annotations.NullMarked;
