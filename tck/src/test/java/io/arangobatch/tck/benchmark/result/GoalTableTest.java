package io.arangobatch.tck.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.report.Environment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalTableTest {

    private static Cell cell(String contender, Figure figure, double... values) {
        List<Map<Figure, Double>> rounds =
                Arrays.stream(values).mapToObj(value -> Map.of(figure, value)).toList();
        return new Cell("null", Load.STANDARD, contender, rounds, "");
    }

    private static Results results(Cell... cells) {
        return new Results(
                Results.FORMAT,
                "2026-01-02T03:04:05Z",
                Environment.current(),
                3,
                1_000,
                List.of("netty", "httpclient"),
                List.of(),
                List.of(),
                List.of(cells));
    }

    @Test
    void aGoalIsTheMedianOfTheRatiosOfEachRoundWithTheirRange() {
        Results results = results(
                cell("netty-multipart", Figure.ADD, 2, 6, 3),
                cell("httpclient-multipart", Figure.ADD, 1, 1, 4),
                cell("limit-encoding", Figure.ADD, 1, 2, 4));

        assertThat(GoalTable.rows(results))
                .containsExactly(List.of(
                        "time of add, against Jackson encoding the same documents",
                        "≤ 1.25",
                        "2.00 (0.750 to 3.00) missed",
                        "1.00 (0.500 to 1.00) met"));
    }

    @Test
    void aTransportThatTookNoPartIsSaidNotToHaveBeenMeasured() {
        Results results = results(cell("httpclient-multipart", Figure.ADD, 1), cell("limit-encoding", Figure.ADD, 1));

        assertThat(GoalTable.rows(results))
                .singleElement()
                .satisfies(row -> assertThat(row).containsSequence("not measured", "1.00 (1.00 to 1.00) met"));
    }

    @Test
    void whatNoContenderWasMeasuredForIsLeftOut() {
        assertThat(GoalTable.rows(results(cell("limit-encoding", Figure.ADD, 1))))
                .isEmpty();
    }
}
