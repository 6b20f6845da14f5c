package org.gatehouse.gateway.transport;

/** Hears how a call to a back end goes: exactly one of its verbs is called, once, on the exchange's event loop. */
public interface BackendListener {
    /** The head of the answer is there; its body waits until it is asked for. */
    void answered(BackendAnswer answer);

    /** There is no answer. */
    void failed(SendFailure failure);
}
