package org.gatehouse.gateway.mediation.call;

import java.util.List;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.gatehouse.gateway.mediation.mediators.CacheMediator;
import org.gatehouse.gateway.mediation.message.HeldBodies;
import org.gatehouse.gateway.mediation.message.LightMessage;
import org.gatehouse.gateway.mediation.message.NoRoom;
import org.gatehouse.gateway.mediation.plan.Plan;
import org.gatehouse.gateway.mediation.plan.PlannedSequence;
import org.gatehouse.gateway.plugin.LateHandler;
import org.gatehouse.gateway.plugin.LateMediator;
import org.gatehouse.gateway.transport.BackendAnswer;
import org.gatehouse.gateway.transport.BodyReader;
import org.gatehouse.gateway.transport.SendFailure;

/** Runs sequences by their plans: with the body or without it, on the event loop or off it. */
final class SequenceRun {
    private static final String HEAD = "HEAD";

    private final Call call;

    SequenceRun(Call call) {
        this.call = call;
    }

    boolean mustLeaveLoop(LateHandler handler) {
        return !Workers.mayBlock() && !handler.canRunNow(call.message());
    }

    /** Starts a sequence; the body is read before if it needs it. An empty place for one does nothing. */
    void start(PlannedSequence sequence, MessageContext mediated, LightMessage light) {
        start(sequence, mediated, light, () -> {});
    }

    /** Runs sequences by name, those that are there, as long as each lets the message go on; then what is then to do. */
    void through(List<String> names, MessageContext mediated, LightMessage light, Runnable then) {
        if (names.isEmpty()) {
            then.run();
            return;
        }
        Runnable rest = () -> through(names.subList(1, names.size()), mediated, light, then);
        Mediator first = mediated.getSequence(names.get(0));
        if (first == null) {
            rest.run();
        } else {
            start(new PlannedSequence(first), mediated, light, rest);
        }
    }

    private void start(PlannedSequence sequence, MessageContext mediated, LightMessage light, Runnable then) {
        Mediator mediator = sequence.mediator();
        if (mediator == null) {
            return;
        }
        Plan plan = sequence.plan(call.mediation());
        for (LateMediator asked : plan.asks()) {
            if (!asked.isPresent() && call.awaits(asked, () -> start(sequence, mediated, light, then))) {
                return;
            }
        }
        if (plan.readsBody()) {
            light.wantBody(plan.body() == Plan.Body.CHANGED);
        }
        if (plan.holdsBody() && light.body() == null && hasBody(light)) {
            readBody(light, () -> call.offload(() -> mediate(mediator, mediated, then)));
        } else if (plan.collects() && light.body() == null && CacheMediator.isWanted(mediated, light)) {
            readBody(light, () -> start(sequence, mediated, light, then));
        } else if (plan.leavesLoop(mediated) && !Workers.mayBlock()) {
            call.offload(() -> mediate(mediator, mediated, then));
        } else {
            mediate(mediator, mediated, then);
        }
    }

    private static void mediate(Mediator mediator, MessageContext mediated, Runnable then) {
        if (mediator.mediate(mediated)) {
            then.run();
        }
    }

    private boolean hasBody(LightMessage light) {
        return light.isAnswer()
                ? !call.exchange().method().equals(HEAD)
                : call.exchange().hasBody();
    }

    /** Takes the body from the transport and goes on with the event loop. */
    void readBody(LightMessage light, Runnable then) {
        HeldBodies held = call.heldBodies();
        BodyReader reader = new BodyReader() {
            @Override
            public boolean mayHold(int bytes) {
                return held.growByBytes(bytes);
            }

            @Override
            public void complete(byte[] body) {
                light.body(body);
                call.closing(then);
            }

            @Override
            public void failed(SendFailure failure) {
                call.closing(() -> onUnreadable(light, failure));
            }
        };
        int limit = call.mostOfBody(light);
        BackendAnswer answer = light.isAnswer() ? call.takeBackendAnswer() : null;
        call.opened();
        if (answer != null) {
            call.exchange().loop().execute(() -> answer.readBody(limit, reader));
        } else {
            call.exchange().readBody(limit, reader);
        }
    }

    private void onUnreadable(LightMessage light, SendFailure failure) {
        if (failure == SendFailure.NO_ROOM) {
            call.faults().onException(new NoRoom());
        } else if (failure == SendFailure.BODY_TOO_LARGE && !light.isAnswer()) {
            call.refuse(413, "Content Too Large", "More than " + call.mostOfBody(light) + " bytes");
        } else {
            call.faults().onFailure(call.message(), failure);
        }
    }
}
