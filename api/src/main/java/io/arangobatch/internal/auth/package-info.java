/** Credentials: what proves to the server who asks. */
@NullMarked
package io.arangobatch.internal.auth;

import org.jspecify.annotations.NullMarked;
