package org.gatehouse.gateway.mediation.message;

import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.domain.intake.BodyBudget;

/**
 * What a call holds of the gateway's budget for bodies: as bytes, and as the tree that is made of them. It is given back when
 * both the call is done with and its answer is written or nobody is there to take it.
 */
public final class HeldBodies {
    /** A body is copied once when it is whole. */
    private static final int COPIES = 2;
    /** Measured: elements and attributes take up to 80 bytes each beside their text, values of JSON up to 200. */
    private static final long BYTES_OF_AN_ELEMENT = 100;

    private static final long BYTES_OF_A_VALUE = 200;

    private final BodyBudget.Hold hold;
    private final AtomicInteger users = new AtomicInteger(2);

    /** Nothing yet. */
    public HeldBodies(BodyBudget budget) {
        hold = budget.open();
    }

    /** Whether so many bytes more of a body may be held. */
    public boolean growByBytes(int bytes) {
        return hold.grow((long) COPIES * bytes);
    }

    /** Whether the tree may be held that is made of a body. */
    boolean growByTree(byte[] body, MediaType type) {
        return hold.grow(body.length + nodes(body, type));
    }

    /** No less than the bytes that its elements and values take, as far as they are read. */
    private static long nodes(byte[] body, MediaType type) {
        if (type.isXml()) {
            return BYTES_OF_AN_ELEMENT * (Math.min(Bodies.MOST_NODES, count(body, '<', '<')) + count(body, '=', '='));
        }
        long values = type.isJson() ? count(body, ',', ':') : count(body, '&', '&');
        return BYTES_OF_A_VALUE * Math.min(Bodies.MOST_NODES, values);
    }

    private static long count(byte[] body, char one, char other) {
        long found = 1;
        for (byte each : body) {
            if (each == one || each == other) {
                found++;
            }
        }
        return found;
    }

    /** One of the two who use it does so no more. */
    public void letGo() {
        if (users.decrementAndGet() == 0) {
            hold.close();
        }
    }
}
