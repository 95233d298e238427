package io.arangobatch.tck.verify;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.TckParameters;
import io.arangobatch.tck.report.RunObserver;
import io.arangobatch.tck.report.TransportResult;
import java.util.Optional;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the whole kit over one transport, in a session of JUnit of its own. */
public final class Verification {

    /** Nothing that happens to lie on the class path takes part in a run. */
    private static final LauncherConfig PLAIN = LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .build();

    private final Optional<String> url;
    private final Progress progress;

    /**
     * Makes a verification.
     *
     * @param url the URL of a real server, as {@link TckParameters#URL} describes it
     * @param progress who is told how it goes
     */
    public Verification(Optional<String> url, Progress progress) {
        this.url = url;
        this.progress = progress;
    }

    /**
     * Runs the kit.
     *
     * @throws IllegalStateException if it could not be run to its end, with what kept it from that
     */
    public TransportResult run(TransportProvider provider) {
        Gathered gathered = new Gathered(progress);
        BrokenContainers broken = new BrokenContainers();
        progress.begins(provider);
        try (LauncherSession session = LauncherFactory.openSession(PLAIN)) {
            session.getStore().put(Namespace.create(RunObserver.NAMESPACE), RunObserver.KEY, gathered);
            session.getStore().put(Namespace.create(SessionTransport.NAMESPACE), TransportProvider.class, provider);
            session.getLauncher().execute(request(), broken);
        }
        broken.rethrow();
        progress.ends();
        return gathered.result();
    }

    private LauncherDiscoveryRequest request() {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(VerifiedTransport.class))
                .filters(includeEngines("junit-jupiter"))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false");
        url.ifPresent(value -> request.configurationParameter(TckParameters.URL, value));
        return request.build();
    }
}
