/** The built-in functions, one class a topic, with the value arithmetic they share. */
@NullMarked
package io.arangobatch.tck.server.aql.functions;

import org.jspecify.annotations.NullMarked;
