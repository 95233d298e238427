/** What was measured, and the tables and pages that show it. */
@NullMarked
package io.arangobatch.tck.benchmark.result;

import org.jspecify.annotations.NullMarked;
