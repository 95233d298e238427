package io.arangobatch.tck.benchmark.result;

import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.report.Html;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The plots of the results of one server, as far as there is something to plot. */
final class Plots {

    /**
     * One plot.
     *
     * @param name for a file
     * @param title for people
     * @param drawing draws it as an SVG element
     */
    record Plot(String name, String title, Consumer<Html> drawing) {}

    private static final List<Figure> BY_CONTENDER =
            List.of(Figure.OPERATIONS_PER_SECOND, Figure.CPU, Figure.ALLOCATED, Figure.HEAP);

    private final Results results;
    private final String server;
    private final List<Plot> plots = new ArrayList<>();

    private Plots(Results results, String server) {
        this.results = results;
        this.server = server;
    }

    static List<Plot> of(Results results, String server) {
        Plots all = new Plots(results, server);
        BY_CONTENDER.forEach(all::byContender);
        all.byLoad("size", "operations in a batch", Figure.CPU, "batch-", Load::operations);
        all.byLoad("size", "operations in a batch", Figure.OPERATIONS_PER_SECOND, "batch-", Load::operations);
        all.byLoad("document", "bytes of a document", Figure.CPU, "document-", Load::documentBytes);
        all.byLoad("threads", "threads", Figure.OPERATIONS_PER_SECOND, "threads-", Load::threads);
        return all.plots;
    }

    private void byContender(Figure figure) {
        List<Cell> standard = results.cells(server, Load.STANDARD);
        if (standard.stream().anyMatch(cell -> cell.spread(figure).isPresent())) {
            plots.add(new Plot(
                    name(figure),
                    figure.label() + ": " + figure.meaning(),
                    html -> new DotPlot(html).draw(figure.label(), figure, standard)));
        }
    }

    /** The standard load stands in each series: it has one thread, and the usual size of batches and documents. */
    private void byLoad(String name, String axis, Figure figure, String beginning, ToDoubleFunction<Load> position) {
        Predicate<Load> chosen =
                load -> load.name().startsWith(beginning) || load.name().equals(Load.STANDARD);
        List<Load> loads = results.loads().stream()
                .filter(chosen)
                .filter(load -> !results.cells(server, load.name()).isEmpty())
                .sorted(Comparator.comparingDouble(position))
                .toList();
        if (loads.size() > 1) {
            String title = figure.label() + " by " + axis;
            plots.add(new Plot(
                    name(figure) + "-by-" + name,
                    title,
                    html -> new LinePlot(html, results, server).draw(title, axis, figure, loads, position)));
        }
    }

    private String name(Figure figure) {
        return server + "-" + figure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
