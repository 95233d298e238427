package io.arangobatch.tck;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Spans a run over one subclass of the kit; JUnit calls it for the topics within too. */
final class TckRunExtension implements BeforeAllCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        TckRun.begin(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        TckRun.of(context).end(context);
    }
}
