package io.arangobatch.tck.driver;

import io.arangobatch.Connection;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.Collections;
import io.arangobatch.tck.server.EmbeddedArango;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The base of tests of operations: they run through each transport, at once and with a batch, on a server with one collection. */
@ParameterizedClass(name = "{0}, {1}")
@MethodSource("io.arangobatch.tck.driver.OperationTest#transportsAndWays")
abstract class OperationTest {

    static final String STUDENTS = "students";

    @Parameter(0)
    Via via;

    @Parameter(1)
    Way way;

    EmbeddedArango arango;
    Connection db;

    static Stream<Arguments> transportsAndWays() {
        return Arrays.stream(Via.values())
                .flatMap(via -> Arrays.stream(Way.values()).map(way -> Arguments.of(via, way)));
    }

    @BeforeEach
    void connect() {
        arango = EmbeddedArango.start();
        db = via.connect(arango);
        db.execute(Collections.create(STUDENTS, CollectionOptions.none()));
    }

    @AfterEach
    void disconnect() {
        db.close();
        arango.close();
    }

    <T> T run(ArangoRequest<T> request) {
        return way.run(db, request);
    }
}
