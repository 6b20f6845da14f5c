package org.gatehouse.container;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Gives each connection buffers that nobody had before and nobody has after it. Jetty (12.1.14 and before) answers what it cannot
 * parse in another thread, which then goes on with the connection while the first one still gives its buffer back: out of a pool,
 * that buffer is somebody else's by then, whose request is overwritten, lost, or taken for the answer of a third.
 */
public final class OwnBuffers implements LifeCycle.Listener {
    /** For the server, before it starts. */
    public OwnBuffers() {}

    /** Pax Web has made the connectors by now, with the server's pool, which cannot be changed in them. */
    @Override
    public void lifeCycleStarting(LifeCycle starting) {
        if (starting instanceof Server server) {
            server.setConnectors(
                    Arrays.stream(server.getConnectors()).map(OwnBuffers::anew).toArray(Connector[]::new));
        }
    }

    private static Connector anew(Connector connector) {
        ServerConnector made = (ServerConnector) connector;
        Collection<ConnectionFactory> factories = List.copyOf(made.getConnectionFactories());
        ServerConnector own = new ServerConnector(
                made.getServer(),
                null,
                null,
                ByteBufferPool.NON_POOLING,
                made.getAcceptors(),
                made.getSelectorManager().getSelectorCount());
        own.setConnectionFactories(factories);
        own.setName(made.getName());
        own.setHost(made.getHost());
        own.setPort(made.getPort());
        own.setIdleTimeout(made.getIdleTimeout());
        own.setAcceptQueueSize(made.getAcceptQueueSize());
        own.setAcceptedSendBufferSize(made.getAcceptedSendBufferSize());
        return own;
    }
}
