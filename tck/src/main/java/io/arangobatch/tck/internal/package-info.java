/**
 * What several packages of the kit share.
 */
@NullMarked
package io.arangobatch.tck.internal;

import org.jspecify.annotations.NullMarked;
