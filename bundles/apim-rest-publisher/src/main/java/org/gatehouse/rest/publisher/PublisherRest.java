package org.gatehouse.rest.publisher;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.front.BehindFront;
import org.gatehouse.front.Body;
import org.gatehouse.front.WholeRequest;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiRevisions;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.publisher.DocumentEditing;
import org.gatehouse.publisher.Subscribers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * CXF under {@code /api/publisher/v1}, on a bus of its own. Who asks, for what, and with what kind of body, is looked at before:
 * nobody who is not known has a body read.
 */
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=" + PublisherRest.PATH + "/*",
            "osgi.http.whiteboard.servlet.name=apim-rest-publisher"
        })
public final class PublisherRest extends CXFNonSpringServlet implements BehindFront {
    static final String PATH = "/api/publisher/v1";

    private final transient SignedIn.Desk desk;
    private final transient Replays replays;
    private final transient List<Object> resources;
    private final transient List<Route> routes;
    private transient @Nullable Server server;

    /** For the room. */
    @Activate
    public PublisherRest(
            @Reference ApiListing listing,
            @Reference ApiEditing editing,
            @Reference ApiLifecycle lifecycle,
            @Reference ApiDefinitions definitions,
            @Reference ApiRevisions revisions,
            @Reference ApiThumbnails thumbnails,
            @Reference DocumentEditing documents,
            @Reference Subscribers subscribers,
            @Reference Tiers tiers,
            @Reference Authenticator authenticator,
            @Reference Tokens tokens) {
        this(
                List.of(
                        new ApisResource(listing, editing),
                        new DefinitionResource(listing, editing, definitions),
                        new LifecycleResource(listing, lifecycle),
                        new RevisionsResource(listing, revisions),
                        new DocumentsResource(documents),
                        new SubscriptionsResource(subscribers),
                        new ThumbnailResource(listing, editing, thumbnails),
                        new TiersResource(tiers),
                        new OwnDefinitionResource()),
                authenticator,
                tokens,
                InstantSource.system());
    }

    PublisherRest(List<Object> resources, Authenticator authenticator, Tokens tokens, InstantSource clock) {
        this.desk = new SignedIn.Desk(authenticator, tokens, clock);
        this.replays = new Replays(clock);
        this.resources = resources;
        this.routes = resources.stream()
                .flatMap(resource -> Route.of(resource.getClass()))
                .toList();
    }

    /** Where an API is. */
    static String address(ApiId id) {
        return PATH + "/apis/" + Query.segment(ApiAddress.text(id));
    }

    List<Route> routes() {
        return routes;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(new Unlisted(config));
    }

    /** CXF finds its own parts through the context class loader, and so does the API of JAX-RS its implementation. */
    @Override
    protected void loadBus(ServletConfig config) {
        Thread thread = Thread.currentThread();
        ClassLoader loaderBefore = thread.getContextClassLoader();
        Bus defaultBefore = BusFactory.getThreadDefaultBus(false);
        thread.setContextClassLoader(CXFBusFactory.class.getClassLoader());
        try {
            RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
            Bus bus = new CXFBusFactory().createBus();
            setBus(bus);
            JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
            factory.setBus(bus);
            factory.setAddress("/");
            factory.setServiceBeans(resources);
            factory.setProviders(List.of(new Refusals()));
            server = factory.create();
        } finally {
            BusFactory.setThreadDefaultBus(defaultBefore);
            thread.setContextClassLoader(loaderBefore);
        }
    }

    @Override
    public void destroy() {
        Server running = server;
        if (running != null) {
            running.destroy();
        }
        Bus bus = getBus();
        if (bus != null) {
            bus.shutdown(true);
        }
        super.destroy();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        byte[] body;
        try {
            body = admitted(http);
        } catch (RuntimeException refused) {
            Refusals.of(refused).send(answer);
            return;
        }
        super.service(new WholeRequest(http, body), response);
    }

    /** The body, of somebody who may send it there. */
    private byte[] admitted(HttpServletRequest http) throws IOException {
        Route route = route(http);
        if (route.isPublic()) {
            return new byte[0];
        }
        SignedIn who = desk.of(http);
        if (!route.takes(http.getContentType())) {
            throw new Problem(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "Content-Type: expected " + String.join(" or ", route.takes()) + ".")
                    .header(route.method().equals("POST") ? "Accept-Post" : "Accept", String.join(", ", route.takes()));
        }
        if (!route.isAcceptable(http.getHeader("Accept"))) {
            throw new Problem(
                    ProblemType.NOT_ACCEPTABLE, "Accept: expected " + String.join(" or ", route.gives()) + ".");
        }
        byte[] body = new byte[0];
        if (!route.takes().isEmpty()) {
            Body sent = Body.of(http);
            sent.allow(route.mostBytes());
            body = sent.bytes();
        }
        new Asked(http, who, body, replays).keep();
        return body;
    }

    private Route route(HttpServletRequest http) {
        String path = String.valueOf(http.getPathInfo());
        List<Route> there = routes.stream().filter(route -> route.isAt(path)).toList();
        if (there.isEmpty()) {
            throw Refusals.nothing();
        }
        String method = http.getMethod().equals("HEAD") ? "GET" : http.getMethod();
        return there.stream()
                .filter(route -> route.method().equals(method))
                .findFirst()
                .orElseThrow(() -> {
                    Set<String> methods =
                            there.stream().map(Route::method).collect(Collectors.toCollection(TreeSet::new));
                    if (methods.contains("GET")) {
                        methods.add("HEAD");
                    }
                    String allowed = String.join(", ", methods);
                    return new Problem(ProblemType.METHOD_NOT_ALLOWED, "This address takes " + allowed + " only.")
                            .header("Allow", allowed);
                });
    }
}
