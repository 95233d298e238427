package io.arangobatch.internal.multipart;

import io.arangobatch.spi.HttpHeader;
import java.util.List;

/**
 * What the server answered to one request of a batch.
 *
 * @param contentId the {@code Content-Id} of the part; empty if it has none
 * @param status the HTTP status
 * @param reason the reason phrase; may be empty
 * @param headers the headers of the answer, in order; not those of the part's envelope
 * @param body the body, an array of its own; empty if there is none
 */
public record PartAnswer(String contentId, int status, String reason, List<HttpHeader> headers, byte[] body) {}
