/** Which requests to the server carry which jobs: neighbours of one kind travel as one request for many documents. */
@NullMarked
package io.arangobatch.internal.plan;

import org.jspecify.annotations.NullMarked;
