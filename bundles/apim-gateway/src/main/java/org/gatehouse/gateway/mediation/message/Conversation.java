package org.gatehouse.gateway.mediation.message;

import org.apache.axis2.context.ConfigurationContext;
import org.apache.axis2.description.TransportOutDescription;
import org.apache.synapse.MessageContext;
import org.gatehouse.gateway.routing.RequestTarget;
import org.gatehouse.gateway.transport.Exchange;
import org.jspecify.annotations.Nullable;

/** A call as its messages, its endpoints and the mediators on its way know it. */
public interface Conversation {
    /** The property that leads to the call from its message, and from copies of it as clone and iterate make them. */
    String PROPERTY = "org.gatehouse.gateway.call";

    /** The call that a message belongs to; null if it belongs to none. */
    static @Nullable Conversation of(MessageContext message) {
        return message.getProperty(PROPERTY) instanceof Conversation call ? call : null;
    }

    /** With the client. */
    Exchange exchange();

    /** What the client has asked for. */
    RequestTarget target();

    /** What the API is called that was asked for; empty if there is none. */
    String apiName();

    /** What Axis2's side of each of its messages is part of. */
    ConfigurationContext axis();

    /** Where Axis2 sends its messages. */
    TransportOutDescription sender();

    /** Axis2's side of the call's own message as it is now. */
    org.apache.axis2.context.MessageContext current();

    /** Axis2's side of a message of this call; a copy that Synapse made becomes one of ours. */
    LightMessage light(MessageContext ofThisCall);

    /** How long the message's body may be, in bytes, if it is held. */
    int mostOfBody(LightMessage message);

    /** What its messages hold in memory; for a step that is open. */
    HeldBodies heldBodies();

    /** Gives the client this message. */
    void answer(LightMessage answer);

    /** The message goes back as if a back end had given it. */
    void comeBack(MessageContext answer);
}
