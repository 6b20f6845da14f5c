package org.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import javax.net.ssl.SSLSocket;

/** What a server chooses: {@code TLSv1.3} or {@code TLSv1.2}, and a suite by its name in RFC 8446 or RFC 5289. */
record Handshake(String protocol, String suite) {
    /** With the server at that port of this machine, whoever it says it is. */
    static Handshake with(int port) {
        try (SSLSocket socket = (SSLSocket)
                Everyone.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.startHandshake();
            return new Handshake(
                    socket.getSession().getProtocol(), socket.getSession().getCipherSuite());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As nginx is told to choose the same. */
    String asNginxHasIt() {
        if (!protocol.equals("TLSv1.3")) {
            throw new IllegalStateException("the gateway chose " + protocol + " (expected: TLSv1.3)");
        }
        return "ssl_conf_command Ciphersuites " + suite + ";";
    }
}
