package io.arangobatch.tck.server.aql.syntax;

/** A place in a query: lines from 1, columns from 0, counted in bytes as the server does. */
record Position(int line, int column) {}
