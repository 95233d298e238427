/** The whole driver over real sockets: each test runs through every transport, against the embedded server or a scripted one. */
@NullMarked
package io.arangobatch.tck.driver;

import org.jspecify.annotations.NullMarked;
