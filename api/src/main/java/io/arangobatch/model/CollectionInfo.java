package io.arangobatch.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A collection as the server describes it.
 *
 * @param id the server's own number of it, as text
 * @param name the name
 * @param type what it holds
 * @param system whether it is one of the server's own
 * @param properties the whole description, whose members differ between versions
 */
public record CollectionInfo(String id, String name, CollectionType type, boolean system, JsonNode properties) {}
