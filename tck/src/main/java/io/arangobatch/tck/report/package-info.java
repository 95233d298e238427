/** What a run of the kit came to, and how it is told: as text, as a page for people, as JSON for machines. */
@NullMarked
package io.arangobatch.tck.report;

import org.jspecify.annotations.NullMarked;
