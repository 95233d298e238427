/** JSON as the server reads and writes it, down to messages, escapes and digits. */
@NullMarked
package io.arangobatch.tck.server.json;

import org.jspecify.annotations.NullMarked;
