/** From query text to syntax tree: tokens, grammar, scopes, and the errors a query's author sees. */
@NullMarked
package io.arangobatch.tck.server.aql.syntax;

import org.jspecify.annotations.NullMarked;
