/** The embedded server's AQL: an engine that evaluates queries over a store as a 3.2 server does. */
@NullMarked
package io.arangobatch.tck.server.aql;

import org.jspecify.annotations.NullMarked;
