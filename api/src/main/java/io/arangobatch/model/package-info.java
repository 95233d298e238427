/** What the server answers, as immutable values. */
@NullMarked
package io.arangobatch.model;

import org.jspecify.annotations.NullMarked;
