package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.AqlStore;
import io.arangobatch.tck.server.aql.AqlStore.StoredChange;
import io.arangobatch.tck.server.aql.functions.Numbers;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import java.util.ArrayList;
import java.util.List;

/** Writes a document for each row, when all rows are there: the query does not see its own writes. */
final class WriteStage extends Stages.Blocking {
    private static final int KEY_MISSING = 1226;
    private static final int INVALID_TYPE = 1227;

    private final Statement.Write write;
    private final String collection;
    private final WriteSettings settings;
    private final Evaluator evaluator;
    private final QueryContext context;

    WriteStage(Statement.Write write, Evaluator evaluator, QueryContext context, Stage next) {
        super(next);
        this.write = write;
        this.collection = ((Expr.CollectionRef) write.collection()).name();
        this.settings = WriteSettings.of(write.options());
        this.evaluator = evaluator;
        this.context = context;
    }

    @Override
    public void finish() {
        List<Row> results = new ArrayList<>(rows.size());
        for (Row row : rows) {
            results.add(writeCounted(row));
        }
        drain(results);
    }

    private Row writeCounted(Row row) {
        try {
            Row result = write(row);
            context.writesExecuted++;
            return result;
        } catch (AqlException failure) {
            if (!settings.ignoreErrors() || failure.errorNum() == AqlException.NOT_IMPLEMENTED) {
                throw failure;
            }
            context.writesIgnored++;
            return row;
        }
    }

    private Row write(Row row) {
        if (write instanceof Statement.Insert insert) {
            StoredChange change = insert(insert.document(), row);
            return row.with(insert.after(), Values.orNull(change.after()));
        }
        if (write instanceof Statement.Remove remove) {
            JsonNode document = evaluator.eval(remove.document(), row);
            if (!document.isObject() && !document.isTextual()) {
                throw invalidType();
            }
            String key = key(document);
            StoredChange change = store().remove(collection, key, settings.store());
            return row.with(remove.before(), Values.orNull(change.before()));
        }
        if (write instanceof Statement.Modify modify) {
            JsonNode document = evaluator.eval(modify.document(), row);
            JsonNode keySource = modify.key() == null ? document : evaluator.eval(modify.key(), row);
            if (!document.isObject()) {
                String node = modify.replace() ? "ReplaceNode" : "UpdateNode";
                throw new AqlException(
                        INVALID_TYPE,
                        "expecting 'Object', got: " + storageTypeName(document) + " while handling: " + node);
            }
            String key = key(keySource);
            StoredChange change = modify(modify.replace(), key, object(document));
            return row.with(modify.before(), Values.orNull(change.before()))
                    .with(modify.after(), Values.orNull(change.after()));
        }
        return upsert((Statement.Upsert) write, row);
    }

    private Row upsert(Statement.Upsert upsert, Row row) {
        JsonNode found = row.get(upsert.found());
        StoredChange change = found.isObject()
                ? modify(upsert.replace(), key(found), object(evaluator.eval(upsert.update(), row)))
                : insert(upsert.insert(), row);
        return row.with(upsert.after(), Values.orNull(change.after()));
    }

    private StoredChange insert(Expr document, Row row) {
        return store().insert(collection, object(evaluator.eval(document, row)), settings.store());
    }

    private StoredChange modify(boolean replace, String key, ObjectNode document) {
        return replace
                ? store().replace(collection, key, document, settings.store())
                : store().update(collection, key, document, settings.store());
    }

    private AqlStore store() {
        return context.store();
    }

    /** The store may keep what it is given, so that it gets a copy. */
    private static ObjectNode object(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw invalidType();
    }

    private static AqlException invalidType() {
        return new AqlException(INVALID_TYPE, "invalid document type");
    }

    /** What the server's storage format calls a type; it has one of its own for the integers of one digit. */
    private static String storageTypeName(JsonNode value) {
        if (!value.isNumber()) {
            return Values.typeName(value);
        }
        if (!Numbers.isInteger(value)) {
            return "double";
        }
        return value.longValue() >= -6 && value.longValue() <= 9 ? "smallint" : "int";
    }

    private static String key(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        JsonNode key = value.path("_key");
        if (!key.isTextual()) {
            throw new AqlException(KEY_MISSING, "missing document key");
        }
        return key.textValue();
    }
}
