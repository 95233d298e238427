/** Runs the kit without a build tool. */
@NullMarked
package io.arangobatch.tck.verify;

import org.jspecify.annotations.NullMarked;
