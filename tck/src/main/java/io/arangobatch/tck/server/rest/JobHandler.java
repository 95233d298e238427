package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.store.ArangoError;
import java.util.List;
import java.util.Optional;

/** {@code /_api/job}: the answers of asynchronous requests. */
final class JobHandler implements Handler {
    static final String PATH = "/_api/job";

    @Override
    public HttpResponse handle(Call call) {
        List<String> suffixes = call.suffixes();
        return switch (call.method()) {
            case "PUT" -> put(call, suffixes);
            case "GET" -> suffixes.size() == 1 ? get(call, suffixes.get(0)) : Answers.error(ArangoError.BAD_PARAMETER);
            case "DELETE" ->
                suffixes.size() == 1 ? delete(call, suffixes.get(0)) : Answers.error(ArangoError.BAD_PARAMETER);
            default -> Answers.error(ArangoError.HTTP_METHOD_NOT_ALLOWED);
        };
    }

    private static HttpResponse put(Call call, List<String> suffixes) {
        Jobs jobs = call.instance().jobs();
        Optional<Long> id = suffixes.isEmpty() ? Optional.empty() : number(suffixes.get(0));
        Optional<Boolean> done = id.flatMap(jobs::done);
        if (suffixes.size() == 2 && suffixes.get(1).equals("cancel")) {
            return done.isEmpty()
                    ? notFound()
                    : Answers.json(
                            200, json -> json.object().field("result", true).endObject());
        }
        if (suffixes.size() != 1) {
            return Answers.error(ArangoError.BAD_PARAMETER);
        }
        if (done.isEmpty()) {
            return notFound();
        }
        return done.get()
                ? id.flatMap(jobs::take)
                        .map(answer -> answer.header("X-Arango-Async-Id", Long.toString(id.get())))
                        .orElseGet(JobHandler::notFound)
                : HttpResponse.empty(204, HttpResponse.TEXT);
    }

    private static HttpResponse get(Call call, String what) {
        Jobs jobs = call.instance().jobs();
        if (what.equals("done") || what.equals("pending")) {
            long limit = call.parameter("count").flatMap(JobHandler::number).orElse(100L);
            return Answers.json(200, json -> {
                json.array();
                jobs.list(what.equals("done")).stream().limit(limit).forEach(id -> json.string(Long.toString(id)));
                json.endArray();
            });
        }
        return number(what)
                .flatMap(jobs::done)
                .map(done -> HttpResponse.empty(done ? 200 : 204, HttpResponse.TEXT))
                .orElseGet(JobHandler::notFound);
    }

    private static HttpResponse delete(Call call, String what) {
        Jobs jobs = call.instance().jobs();
        switch (what) {
            case "all" -> jobs.forgetAll();
            case "expired" -> {
                if (call.parameter("stamp").isEmpty()) {
                    return Answers.error(ArangoError.HTTP_BAD_PARAMETER);
                }
                double stamp =
                        call.parameter("stamp").flatMap(JobHandler::number).orElse(0L);
                jobs.list(true).stream().filter(id -> id / 100_000 < stamp).forEach(jobs::forget);
            }
            default -> {
                if (number(what).filter(jobs::forget).isEmpty()) {
                    return notFound();
                }
            }
        }
        return Answers.json(200, json -> json.object().field("result", true).endObject());
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static HttpResponse notFound() {
        return Answers.error(ArangoError.HTTP_NOT_FOUND);
    }
}
