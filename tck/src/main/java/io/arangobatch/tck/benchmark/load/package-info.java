/** What the contenders are made to do: how many operations, of which kind, with which documents. */
@NullMarked
package io.arangobatch.tck.benchmark.load;

import org.jspecify.annotations.NullMarked;
