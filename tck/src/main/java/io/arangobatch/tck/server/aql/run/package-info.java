/** Runs a syntax tree: binds values, folds constants, plans, evaluates. */
@NullMarked
package io.arangobatch.tck.server.aql.run;

import org.jspecify.annotations.NullMarked;
