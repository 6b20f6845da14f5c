package org.gatehouse.gateway.mediation.call;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.LongPredicate;
import org.apache.axiom.om.OMException;
import org.apache.axis2.context.ConfigurationContext;
import org.apache.axis2.description.TransportOutDescription;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.gatehouse.gateway.mediation.message.Answer;
import org.gatehouse.gateway.mediation.message.BadMessage;
import org.gatehouse.gateway.mediation.message.Conversation;
import org.gatehouse.gateway.mediation.message.HeldBodies;
import org.gatehouse.gateway.mediation.message.LightMessage;
import org.gatehouse.gateway.mediation.message.Unserved;
import org.gatehouse.gateway.plugin.Late;
import org.gatehouse.gateway.plugin.PluginMissing;
import org.gatehouse.gateway.routing.RequestTarget;
import org.gatehouse.gateway.spi.TryLater;
import org.gatehouse.gateway.transport.BackendAnswer;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way to an answer. It goes on as long as something is open: a step that runs, a back end that is
 * asked, a body that is read. If all is done and nothing was answered, the client gets a 500, never silence.
 */
final class Call implements Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    /** Enough for most of what is away, and not so much that the client gives up. */
    private static final String RETRY_SECONDS = "5";

    private static final AtomicIntegerFieldUpdater<Call> OPEN =
            AtomicIntegerFieldUpdater.newUpdater(Call.class, "open");
    private static final AtomicIntegerFieldUpdater<Call> ANSWERED =
            AtomicIntegerFieldUpdater.newUpdater(Call.class, "answered");

    private final Mediation mediation;
    private final Exchange exchange;
    private final RequestTarget target;
    private final @Nullable DeployedApi api;
    private final boolean ownHop;
    private final CallMessage message;
    private final RequestSide requestSide;
    private final ResponseSide responseSide;
    private final SequenceRun run;
    private final CallFaults faults;
    /** How many steps are open, and whether the answer is given: 0 or 1. */
    private volatile int open;

    private volatile int answered;
    private volatile @Nullable BackendAnswer backendAnswer;
    private volatile @Nullable DeployedResource resource;
    private volatile boolean offloaded;
    private volatile @Nullable HeldBodies heldBodies;
    /** Since when it waits for plugins, by {@link System#nanoTime}; only good while it waits. */
    private volatile long waitsSince;

    private volatile boolean waits;

    Call(Mediation mediation, Exchange exchange, RequestTarget target, @Nullable DeployedApi api) {
        this.mediation = mediation;
        this.exchange = exchange;
        this.target = target;
        this.api = api;
        ownHop = mediation.ownHop().enters(exchange.headers());
        CookieBorder.enter(exchange.headers(), api);
        LightMessage request = new LightMessage(this, exchange.headers(), target.text(), false);
        message = new CallMessage(this, request, mediation.environment());
        requestSide = new RequestSide(this, request);
        responseSide = new ResponseSide(this);
        run = new SequenceRun(this);
        faults = new CallFaults(this);
    }

    void start() {
        OPEN.incrementAndGet(this);
        closing(requestSide::begin);
    }

    // ---- what it consists of

    Mediation mediation() {
        return mediation;
    }

    @Override
    public Exchange exchange() {
        return exchange;
    }

    @Override
    public RequestTarget target() {
        return target;
    }

    @Nullable DeployedApi api() {
        return api;
    }

    /** Whether the gateway itself calls, for an API without a version. */
    boolean isOwnHop() {
        return ownHop;
    }

    CallMessage message() {
        return message;
    }

    CallFaults faults() {
        return faults;
    }

    SequenceRun run() {
        return run;
    }

    @Override
    public String apiName() {
        return api == null ? "" : api.name();
    }

    @Override
    public ConfigurationContext axis() {
        return mediation.axis();
    }

    @Override
    public TransportOutDescription sender() {
        return mediation.sender();
    }

    @Override
    public org.apache.axis2.context.MessageContext current() {
        return message.getAxis2MessageContext();
    }

    @Nullable DeployedResource resource() {
        return resource;
    }

    void elected(@Nullable DeployedResource elected) {
        resource = elected;
    }

    // ---- what mediators ask for, through Synapse's environment

    void forward(@Nullable EndpointDefinition endpoint, MessageContext sent) {
        requestSide.forward(endpoint, sent, responseSide);
    }

    @Override
    public void comeBack(MessageContext answer) {
        responseSide.comeBack(answer, light(answer));
    }

    void answer(MessageContext answer) {
        answer(light(answer));
    }

    @Override
    public void answer(LightMessage light) {
        if (!light.isRewritten() && !light.isAnswer() && light.body() == null && exchange.hasBody()) {
            run.readBody(light, () -> answer(light));
            return;
        }
        Answer answer = Answer.of(light, exchange);
        if (!isFirstAnswer()) {
            LOG.debug("A call is answered a second time");
            return;
        }
        CookieBorder.leave(answer.headers(), api);
        byte[] body = answer.body();
        BackendAnswer source = body == null && light.isAnswer() ? takeBackendAnswer() : null;
        if (source != null) {
            exchange.respond(answer.status(), answer.headers(), source);
        } else {
            exchange.respond(answer.status(), answer.headers(), body == null ? new byte[0] : body);
        }
    }

    private boolean isFirstAnswer() {
        return ANSWERED.compareAndSet(this, 0, 1);
    }

    /** Answers without mediation. */
    void respond(int status, Headers headers, byte[] body) {
        if (isFirstAnswer()) {
            exchange.respond(status, headers, body);
        }
    }

    /** Answers with the gateway's own fault. */
    void refuse(int status, String reason, String description) {
        respond(
                status,
                Headers.empty().set("Content-Type", "application/xml; charset=UTF-8"),
                Faults.body(String.valueOf(status), reason, description));
    }

    /** The same where it may be otherwise in a moment. */
    void refuseForNow(String description) {
        respond(
                503,
                Headers.empty()
                        .set("Content-Type", "application/xml; charset=UTF-8")
                        .set("Retry-After", RETRY_SECONDS),
                Faults.body("503", "Service Unavailable", description));
    }

    /** There is nobody left to answer. */
    void forgo() {
        answered = 1;
    }

    boolean isAnswered() {
        return answered == 1;
    }

    // ---- the body of a back end's answer, which must not be left lying

    void keepBackendAnswer(BackendAnswer answer) {
        backendAnswer = answer;
    }

    @Nullable BackendAnswer takeBackendAnswer() {
        BackendAnswer answer = backendAnswer;
        backendAnswer = null;
        return answer;
    }

    // ---- what is held in memory

    @Override
    public int mostOfBody(LightMessage held) {
        int most = mediation.limits().bodyBytes();
        return api == null || held.isAnswer() ? most : Math.min(most, api.bodyBytes());
    }

    @Override
    public synchronized HeldBodies heldBodies() {
        HeldBodies held = heldBodies;
        if (held == null) {
            held = new HeldBodies(mediation.limits().bodies());
            heldBodies = held;
            exchange.onEnd(held::letGo);
        }
        return held;
    }

    // ---- what is open

    void opened() {
        OPEN.incrementAndGet(this);
    }

    /** Goes on in a thread that may block; refuses the call if there is none left. */
    void offload(Runnable task) {
        opened();
        offloaded = true;
        if (!mediation.workers().offer(() -> closing(task))) {
            refuse(503, "Service Unavailable", "The gateway is overloaded");
            close();
        }
    }

    /** Goes on with the event loop when the plugin has come; false if it is not worth waiting for. */
    boolean awaits(Late missing, Runnable then) {
        return waits(since -> mediation.waitingRoom().await(missing, since, exchange.loop(), () -> {
            waits = !missing.isPresent();
            closing(then);
        }));
    }

    /** Goes on with the event loop in a moment; false if it has waited long enough. */
    boolean pauses(Runnable then) {
        return waits(since -> mediation.waitingRoom().pause(since, exchange.loop(), () -> closing(then)));
    }

    /** Lets another gateway serve the request; false if none takes over, or something was done to it. For the event loop. */
    boolean giveBack() {
        if (!mediation.waitingRoom().isClosed() || !exchange.giveBack()) {
            return false;
        }
        forgo();
        return true;
    }

    /** What it waited for has come: the next that is away has its own time. */
    void waitsNoMore() {
        if (waits) {
            waits = false;
            message.getPropertyKeySet().remove(TryLater.LAST);
        }
    }

    private boolean waits(LongPredicate begin) {
        if (!waits) {
            waits = true;
            waitsSince = System.nanoTime();
        }
        opened();
        offloaded = true;
        boolean waiting = begin.test(waitsSince);
        if (!waiting) {
            close();
        }
        return waiting;
    }

    /** Whether all of it so far was done by the event loop, so that no other thread can be looking at its messages. */
    boolean stayedOnLoop() {
        return !offloaded;
    }

    /** Runs a step that was opened before, and closes it. */
    void closing(Runnable task) {
        try {
            task.run();
        } catch (PluginMissing missing) {
            requestSide.onMissing(missing);
        } catch (OMException unusable) {
            onBroken(BadMessage.of(light(message), "The body cannot be used", unusable));
        } catch (Exception | StackOverflowError | LinkageError broken) {
            onBroken(broken);
        } finally {
            close();
        }
    }

    private void onBroken(Throwable broken) {
        tell(broken);
        faults.onException(broken);
    }

    /** What is no failure is nothing that an operator needs to know. */
    void tell(Throwable broken) {
        if (broken instanceof Unserved) {
            LOG.debug("A message to {} goes no further", api == null ? "no API" : api.name(), broken);
        } else {
            mediation.failures().tell(api == null ? "no API" : api.name(), message.getMessageID(), broken);
        }
    }

    void close() {
        if (OPEN.decrementAndGet(this) > 0) {
            return;
        }
        if (answered == 0) {
            refuseUnanswered();
        }
        BackendAnswer unused = takeBackendAnswer();
        if (unused != null) {
            exchange.loop().execute(unused::discard);
        }
        HeldBodies held = heldBodies;
        if (held != null) {
            held.letGo();
        }
    }

    private void refuseUnanswered() {
        Object reason = message.getProperty(SynapseConstants.ERROR_MESSAGE);
        if (message.getProperty(SynapseConstants.ERROR_EXCEPTION) instanceof Unserved unserved) {
            refuse(unserved.status(), unserved.phrase(), String.valueOf(reason));
        } else if (reason != null) {
            refuse(500, "Internal Server Error", reason.toString());
        } else if (!requestSide.refuseOutside()) {
            refuse(500, "Internal Server Error", "Mediation ended without an answer");
        }
    }

    @Override
    public LightMessage light(MessageContext ofThisCall) {
        Axis2MessageContext synapse = (Axis2MessageContext) ofThisCall;
        if (synapse.getAxis2MessageContext() instanceof LightMessage light) {
            return light;
        }
        LightMessage adopted = LightMessage.adopt(this, synapse.getAxis2MessageContext(), target.text());
        synapse.setAxis2MessageContext(adopted);
        return adopted;
    }
}
