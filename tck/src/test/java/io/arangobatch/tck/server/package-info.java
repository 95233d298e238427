/** Tests of the embedded server. */
@NullMarked
package io.arangobatch.tck.server;

import org.jspecify.annotations.NullMarked;
