/** JSON read as the classes that callers name, and written from their values. */
@NullMarked
package io.arangobatch.internal.json;

import org.jspecify.annotations.NullMarked;
