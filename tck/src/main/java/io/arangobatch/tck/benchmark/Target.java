package io.arangobatch.tck.benchmark;

/**
 * The server that contenders talk to.
 *
 * @param host name or address
 * @param port the port
 * @param database the database, which exists
 * @param collection the collection, which exists
 * @param user the user, or an empty text for none
 * @param password the user's password
 */
public record Target(String host, int port, String database, String collection, String user, String password) {

    /** Whether contenders have to say who they are. */
    public boolean authenticated() {
        return !user.isEmpty();
    }

    /** The password is nobody's business. */
    @Override
    public String toString() {
        return host + ":" + port + "/" + database;
    }
}
