package io.arangobatch.tck.benchmark.result;

import io.arangobatch.tck.report.Html;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** One figure of several contenders, a row for each: the median, and the range of the rounds. */
final class DotPlot {

    private static final int WIDTH = 800;
    private static final int LEFT = 240;
    private static final int RIGHT = 90;
    private static final int ROW = 22;
    private static final int TOP = 24;

    private final Svg svg;

    DotPlot(Html html) {
        this.svg = new Svg(html);
    }

    void draw(String title, Figure figure, List<Cell> cells) {
        List<Cell> shown =
                cells.stream().filter(cell -> cell.spread(figure).isPresent()).toList();
        LogScale scale = LogScale.over(
                shown.stream()
                        .map(cell -> cell.spread(figure))
                        .flatMap(Optional::stream)
                        .flatMapToDouble(spread -> DoubleStream.of(spread.least(), spread.most())),
                LEFT,
                WIDTH - RIGHT);
        int bottom = TOP + ROW * shown.size();
        svg.begin(title, WIDTH, bottom + 8);
        for (double tick : scale.ticks()) {
            svg.grid(scale.at(tick), TOP - 4, scale.at(tick), bottom);
            svg.text(scale.at(tick), TOP - 10, "middle", Numbers.shown(tick));
        }
        for (int row = 0; row < shown.size(); row++) {
            row(shown.get(row), figure, scale, TOP + ROW * (row + 0.5), Svg.colour(row));
        }
        svg.end();
    }

    private void row(Cell cell, Figure figure, LogScale scale, double y, String colour) {
        Spread spread = cell.spread(figure).orElseThrow();
        svg.text(LEFT - 10.0, y + 4, "end", cell.contender());
        svg.line(scale.at(spread.least()), y, scale.at(spread.most()), y, colour, 3);
        svg.dot(
                scale.at(spread.median()),
                y,
                colour,
                cell.contender() + ": " + Numbers.shown(spread) + " " + figure.label());
        svg.text(WIDTH - RIGHT + 10.0, y + 4, "start", Numbers.shown(spread.median()));
    }
}
