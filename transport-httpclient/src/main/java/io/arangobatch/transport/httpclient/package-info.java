/**
 * The transport {@code httpclient}: Arangobatch over the async side of Apache HttpClient 5.
 *
 * <p>Nothing here needs to be called by an application: the driver finds
 * {@link io.arangobatch.transport.httpclient.HttpClientTransportProvider} by itself when this jar is on the class path or the
 * module path.
 */
@NullMarked
package io.arangobatch.transport.httpclient;

import org.jspecify.annotations.NullMarked;
