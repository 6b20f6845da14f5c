package org.gatehouse.keys.thrift;

import java.time.Duration;
import org.apache.thrift.TException;
import org.apache.thrift.TProcessor;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each message its limits, and takes what is no message as the end of that connection rather than as news. */
final class PoliteProcessor implements TProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(PoliteProcessor.class);

    private final TProcessor processor;
    private final Duration patience;

    PoliteProcessor(TProcessor processor, Duration patience) {
        this.processor = processor;
        this.patience = patience;
    }

    @Override
    public void process(TProtocol in, TProtocol out) throws TException {
        ((SocketTransport) in.getTransport()).awaitMessage(patience);
        try {
            processor.process(in, out);
        } catch (TException | RuntimeException e) {
            LOG.debug("A connection ended", e);
            throw new TTransportException(TTransportException.END_OF_FILE, e);
        }
    }
}
