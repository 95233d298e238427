/**
 * Arangobatch: many small ArangoDB requests, one HTTP call.
 *
 * <p>Applications use {@code io.arangobatch}, {@code io.arangobatch.request} and {@code io.arangobatch.model}; vendors of
 * HTTP transports implement {@code io.arangobatch.spi}.
 */
module io.arangobatch {
    requires transitive com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports io.arangobatch;
    exports io.arangobatch.model;
    exports io.arangobatch.request;
    exports io.arangobatch.spi;

    uses io.arangobatch.spi.TransportProvider;
}
