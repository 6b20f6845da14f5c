package org.gatehouse.front;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Where the doors are as people elsewhere reach them: by configuration alone, never by what a request says. Changed in place,
 * so that the front stays where it is.
 */
@Component(service = PublicNames.class, configurationPid = "apim.front")
@Designate(ocd = PublicNames.Config.class)
public final class PublicNames {
    private static final int HTTPS = 9443;
    private static final int MONTH = 30 * 24 * 60 * 60;

    private final int httpsPort;
    private volatile Known known = new Known(Map.of(), MONTH);

    /** As configured. */
    @Activate
    public PublicNames(BundleContext framework, Config config) {
        this(Integer.parseInt(property(framework, "mgt.transport.https.port", HTTPS)));
        change(config);
    }

    private PublicNames(int httpsPort) {
        this.httpsPort = httpsPort;
    }

    /** A server that nobody has given a name. */
    public static PublicNames none() {
        return new PublicNames(HTTPS);
    }

    private static String property(BundleContext framework, String name, int otherwise) {
        String value = framework.getProperty(name);
        return value == null ? Integer.toString(otherwise) : value;
    }

    @Modified
    void change(Config config) {
        change(config.store_url(), config.publisher_url(), config.server_url(), config.hsts_seconds());
    }

    void change(String store, String publisher, String server, int hstsSeconds) {
        Map<String, String> origins = new TreeMap<>();
        put(origins, "/store", store);
        put(origins, "/publisher", publisher);
        put(origins, "", server);
        known = new Known(Map.copyOf(origins), hstsSeconds);
    }

    private static void put(Map<String, String> origins, String context, String address) {
        String origin = Sender.origin(address);
        if (origin != null && origin.startsWith("https:")) {
            origins.put(context, origin);
        }
    }

    /** Whether the door that is asked is known there. */
    boolean isOrigin(String origin, HttpServletRequest request) {
        return origin.equals(configured(request));
    }

    private @Nullable String configured(HttpServletRequest request) {
        return known.origins().get(String.valueOf(request.getContextPath()));
    }

    /** Where the door that is asked is over HTTPS: as configured, else at the address at which this was asked. */
    String secured(HttpServletRequest request) {
        String origin = configured(request);
        if (origin != null
                && !Peer.isLoopbackName(String.valueOf(URI.create(origin).getHost()))) {
            return origin;
        }
        String address = request.getLocalAddr();
        boolean bare = address.indexOf(':') >= 0 && !address.startsWith("[");
        return "https://" + (bare ? "[" + address + "]" : address) + ":" + httpsPort;
    }

    /**
     * For how long browsers shall come by HTTPS only (RFC 6797); 0 for not at all. A browser applies it to every port of a name,
     * so it is no more than a month, and never said of this machine's own names, where other things are developed over plain
     * HTTP; of bare addresses browsers take no notice (§8.1.1).
     */
    int hstsSeconds(HttpServletRequest request) {
        String host = String.valueOf(request.getServerName()).toLowerCase(Locale.ROOT);
        boolean applies = request.isSecure() && !Peer.isLoopbackName(host) && !Peer.isLiteral(host);
        return applies ? known.hstsSeconds() : 0;
    }

    private record Known(Map<String, String> origins, int hstsSeconds) {}

    /** What an operator may set; the addresses stand in {@code api-manager.xml}. */
    @ObjectClassDefinition(name = "API Manager: where people reach the doors")
    @interface Config {
        @AttributeDefinition(description = "The store.")
        String store_url() default "";

        @AttributeDefinition(description = "The publisher.")
        String publisher_url() default "";

        @AttributeDefinition(description = "The key manager.")
        String server_url() default "";

        @AttributeDefinition(description = "Strict-Transport-Security: for how long, in seconds; 0 for not at all.")
        int hsts_seconds() default MONTH;
    }
}
