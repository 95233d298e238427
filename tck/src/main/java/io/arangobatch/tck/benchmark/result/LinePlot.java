package io.arangobatch.tck.benchmark.result;

import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.report.Html;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How a figure of several contenders changes with the load: a line for each. */
final class LinePlot {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 340;
    private static final int LEFT = 70;
    private static final int RIGHT = 260;
    private static final int TOP = 14;
    private static final int BOTTOM = 40;
    private static final int LEGEND_LINE = 18;

    private final Svg svg;
    private final Results results;
    private final String server;

    LinePlot(Html html, Results results, String server) {
        this.svg = new Svg(html);
        this.results = results;
        this.server = server;
    }

    void draw(String title, String axis, Figure figure, List<Load> loads, ToDoubleFunction<Load> position) {
        LogScale x = LogScale.over(loads.stream().mapToDouble(position), LEFT, WIDTH - RIGHT);
        LogScale y = LogScale.over(
                loads.stream()
                        .flatMap(load -> results.cells(server, load.name()).stream())
                        .flatMap(cell -> cell.spread(figure).stream())
                        .mapToDouble(Spread::median),
                HEIGHT - BOTTOM,
                TOP);
        svg.begin(title, WIDTH, HEIGHT);
        axes(axis, figure, x, y, loads, position);
        int line = 0;
        for (int i = 0; i < results.contenders().size(); i++) {
            String contender = results.contenders().get(i).name();
            if (line(contender, figure, x, y, loads, position, Svg.colour(i))) {
                double at = TOP + 8.0 + LEGEND_LINE * line++;
                svg.dot(WIDTH - RIGHT + 20.0, at, Svg.colour(i), contender);
                svg.text(WIDTH - RIGHT + 30.0, at + 4, "start", contender);
            }
        }
        svg.end();
    }

    private void axes(
            String axis, Figure figure, LogScale x, LogScale y, List<Load> loads, ToDoubleFunction<Load> position) {
        for (double tick : y.ticks()) {
            svg.grid(LEFT, y.at(tick), WIDTH - (double) RIGHT, y.at(tick));
            svg.text(LEFT - 6.0, y.at(tick) + 4, "end", Numbers.shown(tick));
        }
        loads.stream().mapToDouble(position).distinct().forEach(value -> {
            svg.grid(x.at(value), TOP, x.at(value), HEIGHT - (double) BOTTOM);
            svg.text(x.at(value), HEIGHT - BOTTOM + 16.0, "middle", Numbers.shown(value));
        });
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8.0, "middle", figure.label() + " by " + axis);
    }

    private boolean line(
            String contender,
            Figure figure,
            LogScale x,
            LogScale y,
            List<Load> loads,
            ToDoubleFunction<Load> position,
            String colour) {
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (Load load : loads) {
            Optional<Spread> spread =
                    results.cell(server, load.name(), contender).flatMap(cell -> cell.spread(figure));
            if (spread.isEmpty()) {
                continue;
            }
            double atX = x.at(position.applyAsDouble(load));
            double atY = y.at(spread.get().median());
            if (!Double.isNaN(lastX)) {
                svg.line(lastX, lastY, atX, atY, colour, 1.5);
            }
            svg.dot(atX, atY, colour, contender + ", " + load.name() + ": " + Numbers.shown(spread.get()));
            lastX = atX;
            lastY = atY;
        }
        return !Double.isNaN(lastX);
    }
}
