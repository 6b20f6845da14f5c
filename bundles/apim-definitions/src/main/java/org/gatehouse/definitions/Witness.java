package org.gatehouse.definitions;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.gatehouse.domain.fetch.Encounter;
import org.gatehouse.domain.fetch.Origin;
import org.gatehouse.domain.fetch.Securing;
import org.jspecify.annotations.Nullable;

/** Secures one connection as {@link Securing#BY_NAME} does, and remembers what the server showed, trusted or not. */
final class Witness implements Securing {
    private static final int MOST_CERTIFICATES = 10;
    private static final int MOST_NAMES = 50;
    private static final int LONGEST_NAME = 300;
    /** The kinds of a subject's other names that are of servers (RFC 5280 §4.2.1.6). */
    private static final List<Integer> OF_SERVERS = List.of(2, 7);

    private Encounter.@Nullable Tls met;
    private String distrust = "";

    /** What the server showed; null if it did not come so far. */
    Encounter.@Nullable Tls met() {
        Encounter.Tls shown = met;
        return shown == null || distrust.isEmpty()
                ? shown
                : new Encounter.Tls(shown.protocol(), shown.cipher(), shown.chain(), false);
    }

    /** Why the server is not to be trusted; empty if nothing speaks against it. */
    String distrust() {
        return distrust;
    }

    @Override
    public SSLSocket secured(Socket plain, Origin origin) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Watching(trusting())}, null);
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, origin.host(), origin.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** By the certificates that this Java trusts. */
    private static X509ExtendedTrustManager trusting() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java trusts nobody"));
    }

    private void watch(X509Certificate[] chain, SSLSession session) {
        met = new Encounter.Tls(
                session.getProtocol(),
                session.getCipherSuite(),
                Stream.of(chain).limit(MOST_CERTIFICATES).map(Witness::told).toList(),
                true);
    }

    private static Encounter.Certificate told(X509Certificate certificate) {
        return new Encounter.Certificate(
                cut(certificate.getSubjectX500Principal().getName()),
                cut(certificate.getIssuerX500Principal().getName()),
                names(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> others = certificate.getSubjectAlternativeNames();
            for (List<?> other : others == null ? List.<List<?>>of() : others) {
                if (names.size() < MOST_NAMES
                        && OF_SERVERS.contains(other.get(0))
                        && other.get(1) instanceof String name) {
                    names.add(cut(name));
                }
            }
        } catch (CertificateParsingException e) {
            // Names that can't be read are good for nothing; whether they matter is told by who trusts or does not.
        }
        return names;
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "\u2026";
    }

    /** In words, as what Java says of it names its own classes. */
    private static String words(CertificateException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "its certificate, or one above it, has expired";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "its certificate, or one above it, is not good yet";
            }
            if (cause instanceof CertPathBuilderException) {
                return "who has signed its certificate is not trusted by this server";
            }
        }
        String message = String.valueOf(refused.getMessage());
        return message.startsWith("No ") ? "its certificate is not for this host" : message;
    }

    private final class Watching extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager trusting;

        Watching(X509ExtendedTrustManager trusting) {
            this.trusting = trusting;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm, Socket socket)
                throws CertificateException {
            watch(chain, ((SSLSocket) socket).getHandshakeSession());
            try {
                trusting.checkServerTrusted(chain, algorithm, socket);
            } catch (CertificateException refused) {
                distrust = words(refused);
                throw refused;
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
                throws CertificateException {
            trusting.checkServerTrusted(chain, algorithm, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            trusting.checkServerTrusted(chain, algorithm);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm, Socket socket)
                throws CertificateException {
            trusting.checkClientTrusted(chain, algorithm, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
                throws CertificateException {
            trusting.checkClientTrusted(chain, algorithm, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            trusting.checkClientTrusted(chain, algorithm);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trusting.getAcceptedIssuers();
        }
    }
}
