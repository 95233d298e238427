package io.arangobatch.tck;

import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.topic.AnswerBodyTopic;
import io.arangobatch.tck.topic.AnswerFaultTopic;
import io.arangobatch.tck.topic.AnswerTopic;
import io.arangobatch.tck.topic.BatchContentTopic;
import io.arangobatch.tck.topic.BatchParallelTopic;
import io.arangobatch.tck.topic.BatchPipelineTopic;
import io.arangobatch.tck.topic.BatchTopic;
import io.arangobatch.tck.topic.CancelTopic;
import io.arangobatch.tck.topic.CommitAbortTopic;
import io.arangobatch.tck.topic.CommitFaultTopic;
import io.arangobatch.tck.topic.CommitRefusalTopic;
import io.arangobatch.tck.topic.CommitTimeTopic;
import io.arangobatch.tck.topic.DiscoveryTopic;
import io.arangobatch.tck.topic.EarlyAnswerTopic;
import io.arangobatch.tck.topic.FlowTopic;
import io.arangobatch.tck.topic.LifecycleTopic;
import io.arangobatch.tck.topic.MemoryTopic;
import io.arangobatch.tck.topic.PipelineAheadTopic;
import io.arangobatch.tck.topic.PipelineEndTopic;
import io.arangobatch.tck.topic.PipelineTopic;
import io.arangobatch.tck.topic.PoolTopic;
import io.arangobatch.tck.topic.RequestBodyTopic;
import io.arangobatch.tck.topic.RequestFaultTopic;
import io.arangobatch.tck.topic.RequestTopic;
import io.arangobatch.tck.topic.ReuseTopic;
import io.arangobatch.tck.topic.SinkTopic;
import io.arangobatch.tck.topic.TimeTopic;
import io.arangobatch.tck.topic.TlsTopic;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The compatibility kit for transports. A vendor extends this class, names the provider, and runs it with JUnit:
 *
 * <pre>{@code
 * class MyTransportTckTest extends TransportTck {
 *     @Override
 *     protected TransportProvider provider() {
 *         return new MyTransportProvider();
 *     }
 * }
 * }</pre>
 *
 * <p>Nothing else is needed: the kit brings its own servers and certificates, and uses loopback only. Its tests look at the threads
 * of the JVM, so they run one after another whatever JUnit is configured to do; other tests should not run beside them in the same JVM.
 *
 * <p>At the end of the class a summary is printed, and a report is written if {@link TckOptions#report()} or {@link TckParameters#REPORT}
 * names a file.
 */
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(TckRunExtension.class)
@SuppressWarnings("exports")
public abstract class TransportTck {

    /** Creates the kit; JUnit does that. */
    protected TransportTck() {}

    /**
     * Returns the provider whose transports are tested. Called once for each test.
     *
     * @return the provider, the same class at each call
     */
    protected abstract TransportProvider provider();

    /**
     * Returns times and waivers.
     *
     * @return {@link TckOptions#defaults()} unless overridden
     */
    protected TckOptions options() {
        return TckOptions.defaults();
    }

    @Nested
    @DisplayName("request")
    class Requests extends RequestTopic {}

    @Nested
    @DisplayName("body")
    class RequestBodies extends RequestBodyTopic {}

    @Nested
    @DisplayName("answer: head")
    class Answers extends AnswerTopic {}

    @Nested
    @DisplayName("answer: body")
    class AnswerBodies extends AnswerBodyTopic {}

    @Nested
    @DisplayName("sink")
    class Sinks extends SinkTopic {}

    @Nested
    @DisplayName("memory")
    class Memory extends MemoryTopic {}

    @Nested
    @DisplayName("connections")
    class Reuse extends ReuseTopic {}

    @Nested
    @DisplayName("pipeline")
    class Pipelines extends PipelineTopic {}

    @Nested
    @DisplayName("pipeline: ahead")
    class PipelinesAhead extends PipelineAheadTopic {}

    @Nested
    @DisplayName("pipeline: ends")
    class PipelineEnds extends PipelineEndTopic {}

    @Nested
    @DisplayName("pool")
    class Pool extends PoolTopic {}

    @Nested
    @DisplayName("time")
    class Time extends TimeTopic {}

    @Nested
    @DisplayName("faults before the answer")
    class RequestFaults extends RequestFaultTopic {}

    @Nested
    @DisplayName("faults of the answer")
    class AnswerFaults extends AnswerFaultTopic {}

    @Nested
    @DisplayName("cancel")
    class Cancellation extends CancelTopic {}

    @Nested
    @DisplayName("lifecycle")
    class Lifecycle extends LifecycleTopic {}

    @Nested
    @DisplayName("flow")
    class Flow extends FlowTopic {}

    @Nested
    @DisplayName("early")
    class EarlyAnswers extends EarlyAnswerTopic {}

    @Nested
    @DisplayName("tls")
    class Tls extends TlsTopic {}

    @Nested
    @DisplayName("discovery")
    class Discovery extends DiscoveryTopic {}

    @Nested
    @DisplayName("batch")
    class Batches extends BatchTopic {}

    @Nested
    @DisplayName("batch: content")
    class BatchContents extends BatchContentTopic {}

    @Nested
    @DisplayName("batch: parallel")
    class BatchesInParallel extends BatchParallelTopic {}

    @Nested
    @DisplayName("batch: without the endpoint")
    class BatchPipelines extends BatchPipelineTopic {}

    @Nested
    @DisplayName("outcome: faults")
    class CommitFaults extends CommitFaultTopic {}

    @Nested
    @DisplayName("outcome: refusals")
    class CommitRefusals extends CommitRefusalTopic {}

    @Nested
    @DisplayName("outcome: aborts")
    class CommitAborts extends CommitAbortTopic {}

    @Nested
    @DisplayName("outcome: time")
    class CommitTimes extends CommitTimeTopic {}
}
