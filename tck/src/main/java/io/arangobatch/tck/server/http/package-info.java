/** The embedded server's HTTP/1.1 layer: blocking, small, and exact about bytes. */
@NullMarked
package io.arangobatch.tck.server.http;

import org.jspecify.annotations.NullMarked;
