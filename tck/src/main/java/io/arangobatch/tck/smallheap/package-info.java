/** A JVM of its own with a small heap, in which a large answer is streamed through a transport. */
@NullMarked
package io.arangobatch.tck.smallheap;

import org.jspecify.annotations.NullMarked;
