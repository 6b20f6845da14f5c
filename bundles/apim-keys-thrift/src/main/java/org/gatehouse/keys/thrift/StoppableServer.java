package org.gatehouse.keys.thrift;

import org.apache.thrift.server.TThreadPoolServer;

/** Stays stopped when it is stopped before it has begun. */
final class StoppableServer extends TThreadPoolServer {
    private final TlsListener listener;
    private volatile boolean closed;

    StoppableServer(TlsListener listener, Args args) {
        super(args);
        this.listener = listener;
    }

    int port() {
        return listener.port();
    }

    @Override
    protected boolean preServe() {
        boolean ready = super.preServe();
        if (closed) {
            stopped_ = true;
        }
        return ready;
    }

    @Override
    public void stop() {
        closed = true;
        super.stop();
    }
}
