/** The command line: {@code java -jar arangobatch-tck-cli.jar <command>}. */
@NullMarked
package io.arangobatch.tck.cli;

import org.jspecify.annotations.NullMarked;
