package org.gatehouse.gateway.mediation.backend;

import java.util.HashSet;
import java.util.Set;

/**
 * Failures of a back end that was reached and broke off. Each may be due to what one client has sent to it; that it is the
 * back end's own is believed when several have come in a row, and not all from one client.
 */
final class Doubts {
    private static final int ENOUGH = 5;

    private final Set<String> clients = new HashSet<>();
    private int inARow;

    /** Adds one; whether it is the back end's own. */
    synchronized boolean add(String client) {
        inARow++;
        if (clients.size() < 2) {
            clients.add(client);
        }
        return inARow >= ENOUGH && clients.size() > 1;
    }
}
