/** One HTTP exchange with one of the servers: endpoint, credentials and limits, above the transport. */
@NullMarked
package io.arangobatch.internal.exchange;

import org.jspecify.annotations.NullMarked;
