package io.arangobatch.tck.benchmark.load;

/** One thing to ask the server for. */
public sealed interface Operation {

    /** Stores a document under a key that the server makes. */
    record Insert(Student document) implements Operation {}

    /** Reads a document that is there. */
    record Read(String key) implements Operation {}

    /** Runs {@link Operations#QUERY}. */
    record Query(int number) implements Operation {}
}
