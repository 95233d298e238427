package io.arangobatch.tck.demo;

import io.arangobatch.BatchJob;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.model.Cursor;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.tck.server.Journal;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Real data: every time zone that the JDK knows, in one batch that also counts what it inserted. */
final class TimeZones {

    private static final String COLLECTION = "timezones";
    private static final String COUNT_REGION =
            "FOR z IN timezones FILTER z.region == @region COLLECT WITH COUNT INTO n RETURN n";

    private final Connection db;
    private final HttpCalls calls;
    private final PrintStream out;
    private final Checks checks;
    /** Whether a line may be written over: on a terminal, not in a file. */
    private final boolean live = System.console() != null;

    TimeZones(Connection db, Journal journal, PrintStream out, Checks checks) {
        this.db = db;
        this.calls = new HttpCalls(db, journal, checks);
        this.out = out;
        this.checks = checks;
    }

    /** A zone as it is stored. */
    record Zone(String _key, String name, String region, int standardOffsetSeconds, boolean fixed) {

        static Zone of(String id) {
            ZoneRules rules = ZoneId.of(id).getRules();
            int slash = id.indexOf('/');
            return new Zone(
                    id.replace('/', ':'),
                    id,
                    slash < 0 ? "" : id.substring(0, slash),
                    rules.getStandardOffset(Instant.EPOCH).getTotalSeconds(),
                    rules.isFixedOffset());
        }
    }

    void run() {
        List<Zone> zones = new TreeSet<>(ZoneId.getAvailableZoneIds())
                .stream().map(Zone::of).toList();
        long inEurope =
                zones.stream().filter(zone -> zone.region().equals("Europe")).count();
        db.collection(COLLECTION).create(CollectionOptions.none());
        try (BatchSession batch = db.beginBatch()) {
            queue(batch, zones);
            BatchJob<Long> count = batch.collection(COLLECTION).count();
            BatchJob<Cursor<Long>> europe = batch.aql().query(COUNT_REGION, Map.of("region", "Europe"), Long.class);
            calls.begin();
            BatchResult result = batch.commit();
            int made = calls.of("for the time zones", result);
            checks.equal("the number of failed inserts of time zones", 0, result.failed());
            checks.equal("the number of time zones", (long) zones.size(), count.result());
            checks.equal(
                    "the number of time zones in Europe",
                    inEurope,
                    europe.result().first());
            out.println("  time zones: " + result.requests() + " requests committed by " + HttpCalls.shown(made) + ", "
                    + result.bytesSent() + " bytes sent, " + result.bytesReceived() + " received; " + count.result()
                    + " zones stored, " + europe.result().first() + " of them in Europe");
        }
    }

    private void queue(BatchSession batch, List<Zone> zones) {
        int queued = 0;
        for (Zone zone : zones) {
            batch.collection(COLLECTION).insert(zone);
            queued++;
            if (live && queued % 10 == 0 || queued == zones.size()) {
                out.print((live ? "\r" : "") + "  time zones: " + queued + " of " + zones.size() + " queued");
            }
        }
        out.println();
    }
}
