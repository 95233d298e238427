/** The jars as they were built: the command line as a process, services and modules. */
@NullMarked
package io.arangobatch.tck.packaged;

import org.jspecify.annotations.NullMarked;
