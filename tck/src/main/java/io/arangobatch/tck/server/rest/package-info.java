/** The embedded server's HTTP API, one handler for each area. */
@NullMarked
package io.arangobatch.tck.server.rest;

import org.jspecify.annotations.NullMarked;
