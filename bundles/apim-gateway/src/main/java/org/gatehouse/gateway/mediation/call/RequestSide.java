package org.gatehouse.gateway.mediation.call;

import java.util.List;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.apache.synapse.rest.RESTConstants;
import org.gatehouse.gateway.mediation.mediators.Waiting;
import org.gatehouse.gateway.mediation.message.LightMessage;
import org.gatehouse.gateway.mediation.message.WireFormat;
import org.gatehouse.gateway.mediation.plan.PlannedSequence;
import org.gatehouse.gateway.plugin.LateHandler;
import org.gatehouse.gateway.plugin.PluginMissing;
import org.gatehouse.gateway.routing.RequestTarget;
import org.gatehouse.gateway.routing.ResourceTable.Election;
import org.gatehouse.gateway.spi.TryLater;
import org.gatehouse.gateway.transport.BackendAnswer;
import org.gatehouse.gateway.transport.BackendCall;
import org.gatehouse.gateway.transport.BackendListener;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.SendFailure;
import org.jspecify.annotations.Nullable;

/** A call's way from the client to the back end: the API, its handlers, the resource's in sequence. */
final class RequestSide {
    private final Call call;
    private final LightMessage request;
    private volatile boolean outside;

    RequestSide(Call call, LightMessage request) {
        this.call = call;
        this.request = request;
    }

    void begin() {
        RequestTarget target = call.target();
        String fault = target.fault();
        if (fault != null) {
            call.refuse(400, "Bad Request", fault);
            return;
        }
        CallMessage message = call.message();
        Exchange exchange = call.exchange();
        RequestProperties.set(message, request, exchange, target);
        call.faults().push(call.mediation().configuration().getFaultSequence());
        DeployedApi api = call.api();
        if (api == null || !api.transports().contains(exchange.scheme())) {
            stayOutside(api);
            return;
        }
        RequestProperties.set(message, request, api, target);
        Election<DeployedResource> election = api.elect(target, exchange.method());
        RequestProperties.set(message, election);
        call.elected(election.resource());
        // Handlers come first even where no resource fits: whether that may be told is theirs to say.
        ask(api.handlers(), 0, election);
    }

    private void ask(List<LateHandler> handlers, int from, Election<DeployedResource> election) {
        for (int i = from; i < handlers.size(); i++) {
            LateHandler handler = handlers.get(i);
            int asked = i;
            if (!handler.isPresent() && call.awaits(handler, () -> askAgain(handlers, asked, election))) {
                return;
            }
            List<String> sequences = handler.sequences(call.message());
            if (!sequences.isEmpty()) {
                int next = i + 1;
                call.run().through(sequences, call.message(), request, () -> ask(handlers, next, election));
                return;
            }
            if (call.run().mustLeaveLoop(handler)) {
                call.offload(() -> ask(handlers, asked, election));
                return;
            }
            try {
                if (!handler.handleRequest(call.message())) {
                    return;
                }
                call.waitsNoMore();
            } catch (PluginMissing gone) {
                // Between the look whether it is there and the question.
                boolean isAsked = gone.className().equals(handler.className());
                if (isAsked && call.awaits(handler, () -> askAgain(handlers, asked, election))) {
                    return;
                }
                throw gone;
            } catch (TryLater notYet) {
                if (call.pauses(() -> askAgain(handlers, asked, election))) {
                    return;
                }
                if (call.message().getProperty(TryLater.LAST) != null) {
                    call.refuseForNow(String.valueOf(notYet.getMessage()));
                    return;
                }
                call.message().setProperty(TryLater.LAST, true);
                i--;
            }
        }
        DeployedResource elected = election.resource();
        if (elected == null) {
            mismatch(election.verbs());
            return;
        }
        call.faults().push(elected.fault());
        call.run().start(elected.in(), call.message(), request);
    }

    /** After it has waited; on the event loop. */
    private void askAgain(List<LateHandler> handlers, int from, Election<DeployedResource> election) {
        if (!call.giveBack()) {
            ask(handlers, from, election);
        }
    }

    private void mismatch(@Nullable String verbs) {
        if (verbs != null && call.exchange().method().equals(RESTConstants.METHOD_OPTIONS)) {
            call.respond(200, Headers.empty().set("Allow", verbs.replace(" ", ", ")), new byte[0]);
            return;
        }
        Mediator mismatch = call.message().getSequence(RESTConstants.NO_MATCHING_RESOURCE_HANDLER);
        if (mismatch == null) {
            call.refuse(403, "Forbidden", "No matching resource found in the API for the given request");
        } else {
            call.run().start(new PlannedSequence(mismatch), call.message(), request);
        }
    }

    // ---- no API takes the request: the sequence main says so, and if it does not, we do

    private void stayOutside(@Nullable DeployedApi api) {
        outside = true;
        CallMessage message = call.message();
        if (api != null) {
            message.setProperty(RESTConstants.REST_API_TRANSPORT_DENIED, true);
            message.setProperty(
                    RESTConstants.REST_API_IN_TRANSPORT, call.exchange().scheme());
        }
        Mediator main = message.getSequence(SynapseConstants.MAIN_SEQUENCE_KEY);
        call.run().start(new PlannedSequence(main), message, request);
    }

    /** Says that no API takes the request; false if one does. */
    boolean refuseOutside() {
        if (!outside) {
            return false;
        }
        String what = "The requested resource (" + call.target().path() + ") is not available.";
        if (call.api() == null) {
            call.refuse(404, "Not Found", what);
        } else {
            String scheme = call.exchange().scheme();
            call.refuse(403, "Forbidden", "Unsupported Transport [ " + scheme + " ]. " + what);
        }
        return true;
    }

    /** Where no API is, nothing is lost: the answer is the same without the mediator that words it. */
    void onMissing(PluginMissing missing) {
        if (!refuseOutside()) {
            call.refuseForNow(missing.reason());
        }
    }

    // ---- to the back end

    void forward(@Nullable EndpointDefinition endpoint, MessageContext sent, ResponseSide back) {
        Exchange exchange = call.exchange();
        if (WireFormat.of(endpoint) != null && isUnread(call.light(sent), exchange)) {
            readFirst(endpoint, sent, back);
            return;
        }
        BackendCall asked = Forwarding.call(endpoint, sent, call.light(sent), call);
        Waiting waiting = Waiting.of(sent);
        BackendListener listener = new BackendListener() {
            @Override
            public void answered(BackendAnswer answer) {
                call.closing(() -> {
                    if (waiting == null) {
                        back.answered(sent, answer);
                    } else {
                        back.replaced(sent, answer, () -> waiting.answered(sent));
                    }
                });
            }

            @Override
            public void failed(SendFailure failure) {
                call.closing(() -> call.faults().onFailure(sent, failure));
            }
        };
        if (waiting != null) {
            waiting.asking(true);
        }
        call.opened();
        try {
            exchange.forward(asked, listener);
        } catch (RuntimeException notAsked) {
            call.close();
            throw notAsked;
        }
    }

    private static boolean isUnread(LightMessage light, Exchange exchange) {
        return light.body() == null && !light.isRewritten() && !light.isAnswer() && exchange.hasBody();
    }

    /** An endpoint that is known only now wants the body in a form of its own. */
    private void readFirst(@Nullable EndpointDefinition endpoint, MessageContext sent, ResponseSide back) {
        Waiting waiting = Waiting.of(sent);
        if (waiting != null) {
            waiting.asking(true);
        }
        call.run().readBody(call.light(sent), () -> call.offload(() -> forward(endpoint, sent, back)));
    }
}
