package io.arangobatch.request;

import static io.arangobatch.scripted.Probe.body;
import static io.arangobatch.scripted.Probe.decode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.AccessException;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.DatabaseException;
import io.arangobatch.model.DatabaseInfo;
import io.arangobatch.model.ServerVersion;
import org.junit.jupiter.api.Test;

class DatabasesTest {

    private static final String DONE = "{\"error\":false,\"code\":201,\"result\":true}";
    private static final String NAMES = "{\"error\":false,\"code\":200,\"result\":[\"_system\",\"dbx\"]}";

    @Test
    void aDatabaseIsCreatedByItsName() {
        assertThat(Databases.create("dbx")).hasToString("POST /_api/database");
        assertThat(body(Databases.create("dbx"))).isEqualTo("{\"name\":\"dbx\"}");
        assertThat(decode(Databases.create("dbx"), 201, DONE)).isTrue();
    }

    @Test
    void aDatabaseIsDropped() {
        assertThat(Databases.drop("ü b")).hasToString("DELETE /_api/database/%C3%BC%20b");
        assertThat(decode(Databases.drop("dbx"), 200, DONE)).isTrue();
    }

    @Test
    void databasesAreListed() {
        assertThat(Databases.list()).hasToString("GET /_api/database");
        assertThat(decode(Databases.list(), 200, NAMES)).containsExactly("_system", "dbx");
    }

    @Test
    void theDatabasesOfTheUserAreListed() {
        assertThat(Databases.listAccessible()).hasToString("GET /_api/database/user");
        assertThat(decode(Databases.listAccessible(), 200, NAMES)).containsExactly("_system", "dbx");
    }

    @Test
    void aDatabaseExistsWhenTheUserCanSeeIt() {
        assertThat(Databases.exists("dbx")).hasToString("GET /_api/database/user");
        assertThat(decode(Databases.exists("dbx"), 200, NAMES)).isTrue();
        assertThat(decode(Databases.exists("dby"), 200, NAMES)).isFalse();
    }

    @Test
    void theCurrentDatabaseIsDescribed() {
        assertThat(Databases.current()).hasToString("GET /_api/database/current");
        assertThat(decode(
                        Databases.current(),
                        200,
                        "{\"error\":false,\"code\":200,\"result\":{\"name\":\"_system\",\"id\":\"1\","
                                + "\"path\":\"/var/lib/arangodb3\",\"isSystem\":true}}"))
                .isEqualTo(new DatabaseInfo("1", "_system", true));
    }

    @Test
    void aDuplicateNameIsADatabaseException() {
        assertThatThrownBy(() -> decode(
                        Databases.create("dbx"),
                        409,
                        "{\"error\":true,\"errorMessage\":\"duplicate name\",\"code\":409,\"errorNum\":1207}"))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("POST /_api/database failed with HTTP 409, errorNum 1207: duplicate name");
    }

    @Test
    void anOperationThatOnlyTheSystemDatabaseKnowsIsAnAccessException() {
        assertThatThrownBy(() -> decode(
                        Databases.list(),
                        403,
                        "{\"error\":true,\"errorMessage\":\"operation only allowed in system database\",\"code\":403,"
                                + "\"errorNum\":1230}"))
                .isInstanceOf(AccessException.class)
                .hasMessage("GET /_api/database failed with HTTP 403, errorNum 1230: operation only allowed in system "
                        + "database");
    }

    @Test
    void anEmptyNameIsRefused() {
        assertThatThrownBy(() -> Databases.create(""))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage("the database name is empty; give at least one character");
        assertThatThrownBy(() -> Databases.exists("")).isInstanceOf(ArangoRequestException.class);
    }

    @Test
    void theServerTellsItsVersion() {
        assertThat(Server.version()).hasToString("GET /_api/version");
        assertThat(decode(
                        Server.version(),
                        200,
                        "{\"server\":\"arango\",\"version\":\"3.2.2\",\"license\":\"community\"}"))
                .isEqualTo(new ServerVersion("arango", "community", "3.2.2"));
    }
}
