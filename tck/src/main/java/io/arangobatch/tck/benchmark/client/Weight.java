package io.arangobatch.tck.benchmark.client;

/**
 * What one batch keeps alive on the heap. All zero for contenders that queue nothing.
 *
 * @param queued bytes when it is queued
 * @param answered bytes when its answer is there, and nothing was read yet
 * @param read bytes when each result has been read, and the batch is still held
 */
public record Weight(long queued, long answered, long read) {}
