package io.arangobatch.internal.cursor;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoServerException;
import io.arangobatch.model.AqlWarning;
import io.arangobatch.model.Cursor;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.RequestRunner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A cursor that fetches its further pages from the server that made it. */
final class PagedCursor<T> implements Cursor<T> {

    private static final String CURSOR = "/_api/cursor/";
    private static final int CURSOR_NOT_FOUND = 1600;

    private final CursorDecoder<T> decoder;
    private final RequestRunner origin;
    private CursorPage<T> current;

    PagedCursor(CursorPage<T> first, CursorDecoder<T> decoder, RequestRunner origin) {
        this.current = first;
        this.decoder = decoder;
        this.origin = origin;
    }

    @Override
    public List<T> page() {
        return current.results();
    }

    @Override
    public boolean hasMore() {
        return current.id().isPresent();
    }

    @Override
    public List<T> nextPage() {
        String id = current.id().orElseThrow(() -> new NoSuchElementException("the cursor has no further page"));
        // PUT is the form that all servers up to 3.12 know.
        CursorPage<T> next =
                origin.run(ArangoRequest.of("PUT", CURSOR + id).decodedBy(response -> decoder.page(response)));
        current = new CursorPage<>(next.results(), next.id(), current.count(), current.cached(), current.extra());
        return current.results();
    }

    @Override
    public T first() {
        if (current.results().isEmpty()) {
            throw new NoSuchElementException("the query gave no result");
        }
        return current.results().get(0);
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private Iterator<T> page = current.results().iterator();

            @Override
            public boolean hasNext() {
                while (!page.hasNext() && PagedCursor.this.hasMore()) {
                    page = nextPage().iterator();
                }
                return page.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the cursor has no further result");
                }
                return page.next();
            }
        };
    }

    @Override
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public List<T> toList() {
        List<T> all = new ArrayList<>();
        iterator().forEachRemaining(all::add);
        return Collections.unmodifiableList(all);
    }

    @Override
    public OptionalLong count() {
        return current.count();
    }

    @Override
    public OptionalLong fullCount() {
        JsonNode fullCount = current.extra().path("stats").path("fullCount");
        return fullCount.isNumber() ? OptionalLong.of(fullCount.asLong()) : OptionalLong.empty();
    }

    @Override
    public boolean cached() {
        return current.cached();
    }

    @Override
    public List<AqlWarning> warnings() {
        List<AqlWarning> warnings = new ArrayList<>();
        current.extra()
                .path("warnings")
                .forEach(warning -> warnings.add(new AqlWarning(
                        warning.path("code").asInt(), warning.path("message").asText())));
        return List.copyOf(warnings);
    }

    @Override
    public JsonNode extra() {
        return current.extra();
    }

    @Override
    public void close() {
        Optional<String> id = current.id();
        if (id.isEmpty()) {
            return;
        }
        current = new CursorPage<>(
                current.results(), Optional.empty(), current.count(), current.cached(), current.extra());
        try {
            origin.run(ArangoRequest.of("DELETE", CURSOR + id.get())
                    .decodedBy(response -> response.requireSuccess().status()));
        } catch (ArangoServerException e) {
            if (e.errorNum() != CURSOR_NOT_FOUND) {
                throw e;
            }
        }
    }
}
