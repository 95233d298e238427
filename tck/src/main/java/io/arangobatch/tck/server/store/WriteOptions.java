package io.arangobatch.tck.server.store;

/** What a client may ask of an update: keep attributes that are set to null, merge objects or replace them. */
public record WriteOptions(boolean keepNull, boolean mergeObjects) {
    public static final WriteOptions DEFAULT = new WriteOptions(true, true);
}
