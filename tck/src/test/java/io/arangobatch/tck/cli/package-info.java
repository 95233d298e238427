/** Tests of the command line. */
@NullMarked
package io.arangobatch.tck.cli;

import org.jspecify.annotations.NullMarked;
