package io.arangobatch.tck.server.aql.run;

/** A step of a query's run; rows are pushed from one to the next. */
interface Stage {
    void push(Row row);

    /** No more rows will come: what was held back goes on. */
    void finish();

    /** Whether another row would make a difference; loops ask before they scan. */
    boolean wantsMore();
}
