/** What the documentation shows is compiled, and its quick start is run. */
@NullMarked
package io.arangobatch.tck.docs;

import org.jspecify.annotations.NullMarked;
