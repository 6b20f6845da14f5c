package org.gatehouse.gateway.spi;

import java.util.List;
import org.apache.synapse.MessageContext;

/**
 * A handler that runs sequences. The gateway runs them in its place, each with what it needs: with the body if it looks at
 * that, on the event loop if nothing in it blocks. The message goes on to the next handler when the last one has let it.
 */
public interface SequenceRunner {
    /** Names of those to run for the message as it is now, request or response; empty for none. Does not wait. */
    List<String> sequences(MessageContext message);
}
