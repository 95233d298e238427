package io.arangobatch.model;

/**
 * A warning that a query raised, such as a division by zero.
 *
 * @param code ArangoDB's error number
 * @param message ArangoDB's text
 */
public record AqlWarning(int code, String message) {}
