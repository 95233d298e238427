package io.arangobatch.internal.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartMatcherTest {

    private final PartMatcher matcher = new PartMatcher(0, 5);

    @Test
    void findsThePositionsOfPartsInAnyOrder() {
        int[] positions = IntStream.of(3, 1, 5, 2, 4)
                .map(id -> position(Integer.toString(id)))
                .toArray();

        assertThat(positions).containsExactly(2, 0, 4, 1, 3);
        matcher.end();
    }

    @Test
    void tellsHowFarTheAnswersCameWithoutAGap() {
        assertThat(matcher.answeredUpTo()).isZero();
        position("4");
        position("1");
        assertThat(matcher.answeredUpTo()).isEqualTo(1);
        position("2");
        position("3");
        assertThat(matcher.answeredUpTo()).isEqualTo(4);
    }

    @Test
    void takesTheIdsOfALaterCallOfTheSameBatchOnly() {
        PartMatcher later = new PartMatcher(5, 7);
        assertThatThrownBy(() -> later.positionOf(id("5")))
                .hasMessage("the batch answer holds a part with the Content-Id \"5\", but the requests are 6 to 7");
        assertThat(later.positionOf(id("6"))).isEqualTo(5);
        assertThat(later.answeredUpTo()).isEqualTo(6);
        assertThatThrownBy(later::end).hasMessage("the batch answer lacks 1 of 2 parts, those with the Content-Id 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "6", "0", "x", "01", "+1", "-1", "1 ", "1.0", "99999999999", "4294967297", "१"})
    void refusesAnIdThatIsNone(String id) {
        String shown = id.equals("१") ? "?" : id;

        assertThatThrownBy(() -> position(id))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage("the batch answer holds a part with the Content-Id \"" + shown
                        + "\", but the requests are 1 to 5");
        assertThat(matcher.answeredUpTo()).isZero();
    }

    @Test
    void refusesAPartWithoutId() {
        position("1");

        assertThatThrownBy(() -> position(""))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage("the batch answer holds a part without Content-Id, after 1 others");
    }

    @Test
    void refusesAnIdThatCameBefore() {
        position("2");

        assertThatThrownBy(() -> position("2"))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage("the batch answer holds two parts with the Content-Id \"2\"");
    }

    @Test
    void refusesMorePartsThanRequests() {
        IntStream.rangeClosed(1, 5).forEach(id -> position(Integer.toString(id)));

        assertThatThrownBy(() -> position("6"))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage("the batch answer holds more parts than the batch has requests (5); "
                        + "the next one has the Content-Id \"6\"");
    }

    @Test
    void tellsWhatIsMissingAtTheEnd() {
        position("1");
        position("3");

        assertThatThrownBy(matcher::end)
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage("the batch answer lacks 3 of 5 parts, those with the Content-Id 2, 4, 5");
    }

    @Test
    void listsNoMoreThanTenOfManyMissing() {
        PartMatcher large = new PartMatcher(0, 50_000);

        assertThatThrownBy(large::end)
                .hasMessage("the batch answer lacks 50000 of 50000 parts, those with the Content-Id "
                        + "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …");
    }

    private int position(String id) {
        return matcher.positionOf(id(id));
    }

    private static ContentId id(String text) {
        ContentId id = new ContentId();
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        id.set(bytes, 0, bytes.length);
        return id;
    }
}
