package org.gatehouse.container;

import java.util.Set;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;

/** What the web server takes for a request at all. Whatever two readers could read in two ways is refused. */
public final class Strictness {
    private static final UriCompliance TARGETS =
            new UriCompliance("Gatehouse", Set.of(UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));

    private Strictness() {}

    /** For every connector. Says nothing about the server in its answers. */
    public static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(TARGETS);
        // They are made anew each time, see OwnBuffers; on the heap that costs next to nothing.
        http.setUseInputDirectByteBuffers(false);
        http.setUseOutputDirectByteBuffers(false);
        // Which names the server has is for the front to know; clients without one of them in their TLS are let in.
        http.addCustomizer(new SecureRequestCustomizer(false));
        http.addCustomizer(new Targets());
        return http;
    }
}
