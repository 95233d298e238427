package io.arangobatch.tck.benchmark.client;

/**
 * What a client measured while it sent batches. Times are sums over all threads, but for the wall's, and zero
 * for steps that the contender does not have.
 *
 * @param operations how many operations were answered
 * @param batches in how many batches
 * @param wallNanos how long it took
 * @param queueNanos time in which batches were made
 * @param sendNanos time in which they were sent and answered
 * @param readNanos time in which results were decoded
 * @param cpuNanos processor time of the whole process
 * @param allocatedBytes what all threads allocated on the heap
 * @param medianSendNanos the time that half of the batches needed to be sent and answered
 * @param slowSendNanos the time that 99 of 100 did not exceed
 */
public record Round(
        long operations,
        long batches,
        long wallNanos,
        long queueNanos,
        long sendNanos,
        long readNanos,
        long cpuNanos,
        long allocatedBytes,
        long medianSendNanos,
        long slowSendNanos) {}
