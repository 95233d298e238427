/**
 * What the vendor of an HTTP transport implements.
 *
 * <p>A transport carries bytes: it sends one HTTP/1.1 request once and hands the answer on as it arrives. Authentication, the
 * choice of an endpoint, retries, limits, multipart and JSON sit above it. Nothing here refers to a third-party type.
 *
 * <p>A vendor writes a {@link io.arangobatch.spi.TransportProvider}, names it in
 * {@code META-INF/services/io.arangobatch.spi.TransportProvider} (and in a {@code provides} clause if the jar is a module), and
 * proves it with the kit in {@code arangobatch-tck}.
 */
@NullMarked
package io.arangobatch.spi;

import org.jspecify.annotations.NullMarked;
