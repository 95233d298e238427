package io.arangobatch.tck.benchmark.result;

/** What is measured, in the order in which it is shown. */
public enum Figure {
    OPERATIONS_PER_SECOND("operations/s", "from making the batch to the last decoded result"),
    CPU("CPU µs/op", "processor time of the client process"),
    ALLOCATED("allocated B/op", "what the threads of the client allocated on the heap"),
    HEAP("live heap B/op", "the most that a batch kept alive: queued, answered, or read"),
    SENT("sent B/op", "what the server received"),
    RECEIVED("received B/op", "what the server sent"),
    MEDIAN("p50 ms", "time of a commit that half of them did not exceed"),
    SLOW("p99 ms", "time of a commit that 99 of 100 did not exceed"),
    ADD("add µs/op", "time to make a batch"),
    COMMIT("commit µs/op", "time to send it and get the answer"),
    READ("read µs/op", "time to decode the results"),
    QUEUED("queued heap B/op", "what a batch kept alive before its commit");

    private final String label;
    private final String meaning;

    Figure(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }
}
