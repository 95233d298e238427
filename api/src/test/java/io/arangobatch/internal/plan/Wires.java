package io.arangobatch.internal.plan;

import io.arangobatch.internal.multipart.EncodedRequest;
import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.scripted.BodyBytes;
import io.arangobatch.spi.RequestBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The wire requests of a plan as text. */
final class Wires {

    private Wires() {}

    /** Method, target and body of each. */
    static List<String> of(Plan plan) {
        return IntStream.range(0, plan.encoder().count())
                .mapToObj(position -> of(plan.encoder(), position))
                .toList();
    }

    private static String of(MultipartEncoder encoder, int position) {
        EncodedRequest request = encoder.request(position);
        String body = text(request.body());
        return request.method() + " " + request.target() + (body.isEmpty() ? "" : " " + body);
    }

    /** What would be sent as one batch. */
    static String all(Plan plan) {
        return text(plan.encoder().body(0, plan.encoder().count()));
    }

    private static String text(RequestBody body) {
        return new String(BodyBytes.of(body), StandardCharsets.UTF_8);
    }
}
