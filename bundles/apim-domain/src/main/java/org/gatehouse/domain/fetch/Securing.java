package org.gatehouse.domain.fetch;

import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Makes a connection one of TLS. */
public interface Securing {
    /** As browsers do: by the certificates that this Java trusts, and by the server's name. */
    Securing BY_NAME = (plain, origin) -> {
        try {
            SSLSocket socket = (SSLSocket)
                    SSLContext.getDefault().getSocketFactory().createSocket(plain, origin.host(), origin.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            return socket;
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    };

    /** The socket over the connection to that origin; nobody has shaken hands yet. */
    SSLSocket secured(Socket plain, Origin origin) throws IOException;
}
