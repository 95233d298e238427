package io.arangobatch.model;

/**
 * Who answers.
 *
 * @param server the product, {@code arango}
 * @param license {@code community} or {@code enterprise}
 * @param version such as {@code 3.11.14}
 */
public record ServerVersion(String server, String license, String version) {}
