/** Query results that come in pages. */
@NullMarked
package io.arangobatch.internal.cursor;

import org.jspecify.annotations.NullMarked;
