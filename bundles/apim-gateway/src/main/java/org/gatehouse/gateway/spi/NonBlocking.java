package org.gatehouse.gateway.spi;

import org.apache.synapse.MessageContext;

/**
 * A handler or mediator that knows whether it would block. Those that do not implement this run on a worker thread;
 * those that do may stay on the event loop.
 */
public interface NonBlocking {
    /** Whether handling this message now needs neither input or output nor a lock that is held for long. */
    boolean canRunNow(MessageContext message);
}
