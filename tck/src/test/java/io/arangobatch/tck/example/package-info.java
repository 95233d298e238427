/** The example of the vendor guide: a transport over {@code java.net.http}, as small as an honest one can be. */
@NullMarked
package io.arangobatch.tck.example;

import org.jspecify.annotations.NullMarked;
