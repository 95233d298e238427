package io.arangobatch.model;

/**
 * A database as the server describes it.
 *
 * @param id the server's own number of it, as text
 * @param name the name
 * @param system whether it is {@code _system}
 */
public record DatabaseInfo(String id, String name, boolean system) {}
