package io.arangobatch.internal.transport;

import io.arangobatch.spi.Transport;

/**
 * The transport of a connection.
 *
 * @param name how the provider calls it; of a transport that the application opened, its class
 * @param transport what sends
 * @param owned whether the driver opened it, and so has to close it
 */
public record OpenedTransport(String name, Transport transport, boolean owned) implements AutoCloseable {

    /** Closes the transport, if the driver opened it. */
    @Override
    public void close() {
        if (owned) {
            transport.close();
        }
    }
}
