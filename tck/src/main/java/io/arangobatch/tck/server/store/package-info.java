/** What the embedded server keeps: databases, collections, documents, indexes, graphs, users. */
@NullMarked
package io.arangobatch.tck.server.store;

import org.jspecify.annotations.NullMarked;
