/** What the JVM with the small heap tells, and what is made of it. */
@NullMarked
package io.arangobatch.tck.smallheap;

import org.jspecify.annotations.NullMarked;
