/** Options, their one table, and the URL they are read from. */
@NullMarked
package io.arangobatch.internal.config;

import org.jspecify.annotations.NullMarked;
