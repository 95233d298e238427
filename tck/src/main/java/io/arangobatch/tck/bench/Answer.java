package io.arangobatch.tck.bench;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseHead;
import java.util.List;

/** A whole answer as the sink got it. */
public record Answer(ResponseHead head, String body, long bytes, long checksum) {

    public int status() {
        return head.status();
    }

    /** The headers in a form that failures can show: {@code name: value}. */
    public List<String> headers() {
        return head.headers().stream().map(Answer::line).toList();
    }

    /** The values of all headers of one name. */
    public List<String> values(String name) {
        return head.headers().stream()
                .filter(header -> header.is(name))
                .map(HttpHeader::value)
                .toList();
    }

    private static String line(HttpHeader header) {
        return header.name() + ": " + header.value();
    }
}
