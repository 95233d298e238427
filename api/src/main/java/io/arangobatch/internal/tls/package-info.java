/** Turns TLS material (PEM files and key stores) into an SSLContext. */
@NullMarked
package io.arangobatch.internal.tls;

import org.jspecify.annotations.NullMarked;
