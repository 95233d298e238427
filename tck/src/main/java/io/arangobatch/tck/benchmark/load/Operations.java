package io.arangobatch.tck.benchmark.load;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/** The operations of one batch. They are made beforehand, and only a thousand different ones, so that they cost no contender anything. */
public final class Operations extends AbstractList<Operation> implements RandomAccess {

    /** What a query of a mixed load asks; the answer is the number. */
    public static final String QUERY = "RETURN @number";

    private static final int DIFFERENT = 1_000;

    private final List<Operation> different;
    private final int size;

    private Operations(List<Operation> different, int size) {
        this.different = different;
        this.size = size;
    }

    public static Operations of(Load load) {
        List<Operation> different = new ArrayList<>();
        for (int i = 0; i < Math.min(load.operations(), DIFFERENT); i++) {
            different.add(load.mixed() ? mixed(i, load.documentBytes()) : insert(i, load.documentBytes()));
        }
        return new Operations(List.copyOf(different), load.operations());
    }

    /** Of ten operations six write, three read, one queries. */
    private static Operation mixed(int i, int documentBytes) {
        return switch (i % 10) {
            case 3, 5, 7 -> new Operation.Read(Student.keyOf(i % Student.SEEDED));
            case 9 -> new Operation.Query(i);
            default -> insert(i, documentBytes);
        };
    }

    private static Operation insert(int i, int documentBytes) {
        return new Operation.Insert(Student.of(i, documentBytes));
    }

    /** The documents of all inserts, in order. */
    public List<Student> documents() {
        return stream()
                .filter(Operation.Insert.class::isInstance)
                .map(operation -> ((Operation.Insert) operation).document())
                .toList();
    }

    @Override
    public Operation get(int index) {
        return different.get(index % different.size());
    }

    @Override
    public int size() {
        return size;
    }
}
