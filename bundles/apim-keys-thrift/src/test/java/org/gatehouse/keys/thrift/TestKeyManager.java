package org.gatehouse.keys.thrift;

import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.domain.tls.TlsIdentity;
import org.gatehouse.front.CrossOrigin;
import org.gatehouse.front.Front;
import org.gatehouse.front.PublicNames;
import org.gatehouse.testkit.HandClock;
import org.gatehouse.testkit.KnownSecret;

/** A whole key manager on loopback: log-in over HTTPS, validation over Thrift. */
final class TestKeyManager implements AutoCloseable {
    final KnownTokens tokens = new KnownTokens();
    final HandClock clock = new HandClock();

    private final TlsIdentity tls;
    private final Duration patience;
    private final Server web = new Server();
    private final ServerConnector https;
    private final Sessions sessions = new Sessions(new KnownSecret((byte) 1), clock);
    private final MachineIdentity part = new MachineIdentity(new KnownSecret((byte) 1), clock);
    private final KnownUsers users = new KnownUsers();
    private KeyServer server;

    TestKeyManager(TlsIdentity tls, Duration patience) throws Exception {
        this.tls = tls;
        this.patience = patience;
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setSslContext(tls.server());
        https = new ServerConnector(web, ssl);
        https.setHost("127.0.0.1");
        web.addConnector(https);
        ServletContextHandler context = new ServletContextHandler();
        Front front = new Front(PublicNames.none(), CrossOrigin.none());
        context.addServlet(
                new ServletHolder(front.before(new LoginServlet(new LoginService(users, part, sessions)))),
                LoginServlet.PATH);
        web.setHandler(context);
        web.start();
        server = listening(0);
    }

    MachineIdentity part() {
        return part;
    }

    KnownUsers users() {
        return users;
    }

    Sessions sessions() {
        return sessions;
    }

    int port() {
        return server.port();
    }

    String serverUrl() {
        return "https://localhost:" + https.getLocalPort() + "/services/";
    }

    String loginUrl() {
        return "https://localhost:" + https.getLocalPort() + LoginServlet.PATH;
    }

    KeyManagerLine.Settings settings(Duration timeout) {
        return settings("admin", timeout);
    }

    KeyManagerLine.Settings settings(String user, Duration timeout) {
        return new KeyManagerLine.Settings(KeyManagerAddress.of(serverUrl(), port()), user, user, timeout, 8);
    }

    void stopListening() {
        server.close();
    }

    void listenAgain(int port) {
        server = listening(port);
    }

    private KeyServer listening(int port) {
        return new KeyServer(
                new KeyService(tokens, sessions, clock),
                tls,
                new KeyServer.Settings(true, "127.0.0.1", port, patience, 16));
    }

    @Override
    public void close() {
        server.close();
        try {
            web.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
