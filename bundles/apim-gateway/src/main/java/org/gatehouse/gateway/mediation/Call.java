package org.gatehouse.gateway.mediation;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.axis2.context.ConfigurationContext;
import org.apache.axis2.description.TransportOutDescription;
import org.apache.synapse.FaultHandler;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.apache.synapse.mediators.MediatorFaultHandler;
import org.apache.synapse.rest.Handler;
import org.apache.synapse.rest.RESTConstants;
import org.apache.synapse.transport.nhttp.NhttpConstants;
import org.gatehouse.gateway.plugin.PluginMissing;
import org.gatehouse.gateway.routing.RequestTarget;
import org.gatehouse.gateway.routing.ResourceTable.Election;
import org.gatehouse.gateway.spi.NonBlocking;
import org.gatehouse.gateway.transport.BackendAnswer;
import org.gatehouse.gateway.transport.BackendListener;
import org.gatehouse.gateway.transport.BodyReader;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.SendFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way to an answer. It goes on as long as something is open: a step that runs, a back end that is
 * asked, a body that is read. If all is done and nothing was answered, the client gets a 500, never silence.
 */
final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final Mediation mediation;
    private final Exchange exchange;
    private final RequestTarget target;
    private final @Nullable DeployedApi api;
    private final LightMessage request;
    private final CallMessage message;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean answered = new AtomicBoolean();
    private @Nullable DeployedResource resource;
    private boolean outside;
    private volatile @Nullable BackendAnswer backendAnswer;

    Call(Mediation mediation, Exchange exchange, RequestTarget target, @Nullable DeployedApi api) {
        this.mediation = mediation;
        this.exchange = exchange;
        this.target = target;
        this.api = api;
        request = new LightMessage(this, exchange.headers().copy(), exchange.target(), false);
        message = new CallMessage(this, request, mediation.environment());
    }

    ConfigurationContext axis() {
        return mediation.axis();
    }

    TransportOutDescription sender() {
        return mediation.sender();
    }

    // ---- towards the back end

    void start() {
        step(this::begin);
    }

    private void begin() {
        if (target.climbs()) {
            refuse(400, "Bad Request", "The path must not contain . or .. segments");
            return;
        }
        RequestProperties.set(message, request, exchange, target, mediation.clock());
        pushFault(message.getFaultSequence());
        if (api == null || !api.transports().contains(exchange.scheme())) {
            outside();
            return;
        }
        RequestProperties.set(message, request, api, target);
        String below = target.path().substring(api.prefix().length());
        Election<DeployedResource> election =
                api.table().elect(below.isEmpty() ? "/" : below, target.query(), exchange.method());
        RequestProperties.set(message, election);
        resource = election.resource();
        askHandlers(api.chain(), 0, election.verbs());
    }

    /** No API takes the request: the sequence {@code main} says so. */
    private void outside() {
        if (api != null) {
            message.setProperty(RESTConstants.REST_API_TRANSPORT_DENIED, true);
            message.setProperty(RESTConstants.REST_API_IN_TRANSPORT, exchange.scheme());
        }
        Mediator main = message.getSequence(SynapseConstants.MAIN_SEQUENCE_KEY);
        outside = true;
        run(new PlannedSequence(main), request);
    }

    private void refuseOutside() {
        String what = "The requested resource (" + target.path() + ") is not available.";
        if (api == null) {
            refuse(404, "Not Found", what);
        } else {
            refuse(403, "Forbidden", "Unsupported Transport [ " + exchange.scheme() + " ]. " + what);
        }
    }

    private void askHandlers(List<? extends Handler> handlers, int from, @Nullable String verbs) {
        for (int i = from; i < handlers.size(); i++) {
            Handler handler = handlers.get(i);
            if (mustLeaveLoop(handler)) {
                int here = i;
                offload(() -> askHandlers(handlers, here, verbs));
                return;
            }
            if (!handler.handleRequest(message)) {
                return;
            }
        }
        DeployedResource elected = resource;
        if (elected != null) {
            pushFault(elected.fault());
            run(elected.in(), request);
        } else {
            mismatch(verbs);
        }
    }

    private void mismatch(@Nullable String verbs) {
        if (verbs != null && exchange.method().equals(RESTConstants.METHOD_OPTIONS)) {
            respond(200, Headers.empty().set("Allow", verbs.replace(" ", ", ")), new byte[0]);
            return;
        }
        Mediator mismatch = message.getSequence(RESTConstants.NO_MATCHING_RESOURCE_HANDLER);
        if (mismatch != null) {
            run(new PlannedSequence(mismatch), request);
        } else {
            refuse(403, "Forbidden", "No matching resource found in the API for the given request");
        }
    }

    void forward(@Nullable EndpointDefinition definition, MessageContext sent) {
        LightMessage light = light(sent);
        open.incrementAndGet();
        boolean called = false;
        try {
            exchange.forward(
                    Forwarding.call(definition, sent, light, exchange, mediation.limits()), new BackendListener() {
                        @Override
                        public void answered(BackendAnswer answer) {
                            closing(() -> onAnswer(sent, answer));
                        }

                        @Override
                        public void failed(SendFailure failure) {
                            closing(() -> onFailure(sent, failure));
                        }
                    });
            called = true;
        } finally {
            if (!called) {
                open.decrementAndGet();
            }
        }
    }

    // ---- back to the client

    private void onAnswer(MessageContext sent, BackendAnswer answer) {
        backendAnswer = answer;
        endpointsSucceeded(sent);
        LightMessage light = new LightMessage(this, answer.headers().copy(), exchange.target(), true);
        light.setProperty(NhttpConstants.HTTP_SC, answer.status());
        light.setProperty("HTTP_SC_DESC", answer.reason());
        light.setIncomingTransportName(exchange.scheme());
        ((Axis2MessageContext) sent).setAxis2MessageContext(light);
        sent.setResponse(true);
        comeBack(sent, light);
    }

    void loopBack(MessageContext looped) {
        looped.setResponse(true);
        comeBack(looped, light(looped));
    }

    private void comeBack(MessageContext answer, LightMessage light) {
        List<? extends Handler> handlers = api == null ? List.of() : api.chain();
        tellHandlers(handlers, handlers.size() - 1, answer, light);
    }

    private void tellHandlers(List<? extends Handler> handlers, int from, MessageContext answer, LightMessage light) {
        for (int i = from; i >= 0; i--) {
            Handler handler = handlers.get(i);
            if (mustLeaveLoop(handler)) {
                int here = i;
                offload(() -> tellHandlers(handlers, here, answer, light));
                return;
            }
            if (!handler.handleResponse(answer)) {
                return;
            }
        }
        PlannedSequence out = outSequence(answer);
        if (out == null || out.mediator() == null) {
            answer(light);
        } else {
            run(answer, out, light);
        }
    }

    /** The sequence that a send mediator named to receive the answer, else the resource's own. */
    private @Nullable PlannedSequence outSequence(MessageContext answer) {
        Object receiving = answer.getProperty(SynapseConstants.RECEIVING_SEQUENCE);
        if (receiving != null) {
            answer.getPropertyKeySet().remove(SynapseConstants.RECEIVING_SEQUENCE);
            return new PlannedSequence(answer.getSequence(receiving.toString()));
        }
        return resource == null ? null : resource.out();
    }

    private static void endpointsSucceeded(MessageContext sent) {
        while (!sent.getFaultStack().isEmpty() && sent.getFaultStack().peek() instanceof Endpoint endpoint) {
            sent.getFaultStack().pop();
            endpoint.onSuccess();
        }
    }

    // ---- running sequences

    private void run(PlannedSequence sequence, LightMessage light) {
        run(message, sequence, light);
    }

    private void run(MessageContext mediated, PlannedSequence sequence, LightMessage light) {
        Mediator mediator = sequence.mediator();
        if (mediator == null) {
            return;
        }
        Plan plan = sequence.plan(mediation);
        Runnable mediate = () -> mediator.mediate(mediated);
        if (plan.readsBody()) {
            light.wantBody(plan.body() == Plan.Body.CHANGED);
        }
        if (plan.holdsBody() && light.body() == null && hasBody(light)) {
            readBody(light, () -> offload(mediate));
        } else if (plan.leavesLoop(mediated) && !Workers.mayBlock()) {
            offload(mediate);
        } else {
            mediate.run();
        }
    }

    private boolean hasBody(LightMessage light) {
        return light.isAnswer() || exchange.hasBody();
    }

    private void readBody(LightMessage light, Runnable then) {
        open.incrementAndGet();
        BodyReader reader = new BodyReader() {
            @Override
            public void complete(byte[] body) {
                light.body(body);
                closing(then);
            }

            @Override
            public void failed(SendFailure failure) {
                closing(() -> onUnreadable(light, failure));
            }
        };
        BackendAnswer answer = backendAnswer;
        if (light.isAnswer() && answer != null) {
            backendAnswer = null;
            exchange.loop().execute(() -> answer.readBody(mediation.limits().bodyBytes(), reader));
        } else {
            exchange.readBody(mediation.limits().bodyBytes(), reader);
        }
    }

    private void onUnreadable(LightMessage light, SendFailure failure) {
        if (failure == SendFailure.BODY_TOO_LARGE && !light.isAnswer()) {
            refuse(413, "Content Too Large", "More than " + mediation.limits().bodyBytes() + " bytes");
        } else {
            onFailure(message, failure);
        }
    }

    private boolean mustLeaveLoop(Handler handler) {
        return !Workers.mayBlock() && !(handler instanceof NonBlocking knowing && knowing.canRunNow(message));
    }

    /** Goes on in a thread that may block; refuses the call if there is none left. */
    void offload(Runnable task) {
        open.incrementAndGet();
        if (!mediation.workers().offer(() -> closing(task))) {
            refuse(503, "Service Unavailable", "The gateway is overloaded");
            close();
        }
    }

    private void step(Runnable task) {
        open.incrementAndGet();
        closing(task);
    }

    /** Runs a step that was opened before. */
    private void closing(Runnable task) {
        try {
            task.run();
        } catch (PluginMissing missing) {
            onMissing(missing);
        } catch (Exception | StackOverflowError | LinkageError broken) {
            onException(broken);
        } finally {
            close();
        }
    }

    private void close() {
        if (open.decrementAndGet() > 0) {
            return;
        }
        if (!answered.get()) {
            refuseUnanswered();
        }
        BackendAnswer unused = backendAnswer;
        if (unused != null) {
            backendAnswer = null;
            exchange.loop().execute(unused::discard);
        }
    }

    private void refuseUnanswered() {
        Object reason = message.getProperty(SynapseConstants.ERROR_MESSAGE);
        if (outside && reason == null) {
            refuseOutside();
        } else {
            refuse(
                    500,
                    "Internal Server Error",
                    reason == null ? "Mediation ended without an answer" : reason.toString());
        }
    }

    /** Where no API is, nothing is lost: the answer is the same without the sequence that words it. */
    private void onMissing(PluginMissing missing) {
        if (outside) {
            refuseOutside();
        } else {
            refuse(503, "Service Unavailable", missing.reason());
        }
    }

    // ---- faults

    private void pushFault(@Nullable Mediator sequence) {
        if (sequence != null) {
            message.pushFaultHandler(new MediatorFaultHandler(sequence));
        }
    }

    private void onFailure(MessageContext sent, SendFailure failure) {
        sent.setProperty(SynapseConstants.SENDING_FAULT, true);
        sent.setProperty(SynapseConstants.ERROR_CODE, failure.code());
        sent.setProperty(SynapseConstants.ERROR_MESSAGE, failure.message());
        sent.setProperty(SynapseConstants.ERROR_DETAIL, failure.message());
        offload(() -> {
            FaultHandler handler = nextFaultHandler(sent);
            if (handler != null) {
                handler.handleFault(sent);
            }
        });
    }

    private void onException(Throwable broken) {
        LOG.warn("Mediation of {} failed", api == null ? "a call to no API" : api.name(), broken);
        if (answered.get()) {
            return;
        }
        String reason = broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
        message.setProperty(SynapseConstants.ERROR_CODE, SynapseConstants.DEFAULT_ERROR);
        message.setProperty(
                SynapseConstants.ERROR_MESSAGE, reason.lines().findFirst().orElse(reason));
        message.setProperty(SynapseConstants.ERROR_DETAIL, reason);
        message.setProperty(SynapseConstants.ERROR_EXCEPTION, broken);
        FaultHandler handler = nextFaultHandler(message);
        if (handler != null) {
            offload(() -> handler.handleFault(message));
        }
    }

    private static @Nullable FaultHandler nextFaultHandler(MessageContext failed) {
        return failed.getFaultStack().isEmpty() ? null : failed.getFaultStack().pop();
    }

    // ---- answers

    void answer(MessageContext answer) {
        answer(light(answer));
    }

    void answer(LightMessage light) {
        if (!light.isRewritten() && !light.isAnswer() && light.body() == null && exchange.hasBody()) {
            readBody(light, () -> answer(light));
            return;
        }
        Answer answer = Answer.of(light, exchange);
        byte[] body = answer.body();
        if (!answered.compareAndSet(false, true)) {
            LOG.debug("A call is answered a second time");
            return;
        }
        BackendAnswer source = backendAnswer;
        if (body == null && light.isAnswer() && source != null) {
            backendAnswer = null;
            exchange.respond(answer.status(), answer.headers(), source);
        } else {
            exchange.respond(answer.status(), answer.headers(), body == null ? new byte[0] : body);
        }
    }

    private void refuse(int status, String message, String description) {
        respond(
                status,
                Headers.empty().set("Content-Type", "application/xml; charset=UTF-8"),
                Faults.body(String.valueOf(status), message, description));
    }

    private void respond(int status, Headers headers, byte[] body) {
        if (answered.compareAndSet(false, true)) {
            exchange.respond(status, headers, body);
        }
    }

    private LightMessage light(MessageContext message) {
        Axis2MessageContext synapse = (Axis2MessageContext) message;
        if (synapse.getAxis2MessageContext() instanceof LightMessage light) {
            return light;
        }
        LightMessage adopted = LightMessage.adopt(this, synapse.getAxis2MessageContext(), exchange.target());
        synapse.setAxis2MessageContext(adopted);
        return adopted;
    }
}
