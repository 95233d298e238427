/** JSON read as the classes that callers name. */
@NullMarked
package io.arangobatch.internal.json;

import org.jspecify.annotations.NullMarked;
