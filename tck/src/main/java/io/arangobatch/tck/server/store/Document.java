package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One version of a document. {@code content} has the system attributes too and is never changed once stored. */
public record Document(String key, String id, long revision, String rev, ObjectNode content) {}
