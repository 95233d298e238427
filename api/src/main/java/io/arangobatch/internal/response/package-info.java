/** Answers as decoders see them. */
@NullMarked
package io.arangobatch.internal.response;

import org.jspecify.annotations.NullMarked;
