/**
 * Certificates made at run time, good ones and deliberately wrong ones.
 */
@NullMarked
package io.arangobatch.tck.tls;

import org.jspecify.annotations.NullMarked;
