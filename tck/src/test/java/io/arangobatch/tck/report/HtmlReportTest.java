package io.arangobatch.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private final String page = HtmlReport.of(Samples.both());

    @Test
    void namesAndMessagesCannotBringElementsOrAttributes() {
        assertThat(page)
                .doesNotContain("<script", "<img", "\u0000")
                .contains(
                        "&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;2&#39;)&quot;&gt;&amp;amp;\uFFFD");
    }

    @Test
    void thePageNeedsNothingFromOutside() {
        assertThat(HtmlReport.of(Samples.passing()))
                .doesNotContain("http://", "https://", "src=", "<link", "@import", "url(");
    }

    @Test
    void theFailureIsReachedFromTheMatrixAndTellsTheHint() {
        assertThat(all("href=\"#([^\"]+)\"")).containsExactly("failed-broken-answer.chunked-asynchronous");
        assertThat(all("article class=\"failure\" id=\"([^\"]+)\""))
                .containsExactly("failed-broken-answer.chunked-asynchronous");
        assertThat(page)
                .contains(
                        "<dd>" + Samples.test("answer.chunked").check().replace("'", "&#39;") + "</dd>",
                        "\u2717 failed (asynchronous)</a>");
    }

    @Test
    void theCountsStandForEachTransportAndTopic() {
        assertThat(page)
                .contains("3 passed, 1 skipped of 4 runs", "1 passed, 1 failed, 1 waived of 3 runs")
                .contains("<th scope=\"row\">answer</th><td class=\"passed\">2 passed</td>"
                        + "<td class=\"failed\">1 passed, 1 failed, 1 waived</td>");
    }

    @Test
    void aPassingRunSaysSoAndHasNoFailures() {
        assertThat(HtmlReport.of(Samples.passing()))
                .contains("\u2713 Every test that is demanded passed")
                .doesNotContain("id=\"failures\"");
    }

    @Test
    void everyElementThatIsOpenedIsClosed() {
        for (String element :
                List.of("section", "article", "table", "tbody", "tr", "th", "td", "dl", "dd", "div", "p")) {
            assertThat(all("<(" + element + ")[ >]")).as(element).hasSameSizeAs(all("(</" + element + ">)"));
        }
    }

    private List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
