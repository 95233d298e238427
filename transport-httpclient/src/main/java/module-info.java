/** Arangobatch over the async client of Apache HttpClient 5. */
module io.arangobatch.transport.httpclient {
    requires transitive io.arangobatch;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires static transitive org.jspecify;
}
