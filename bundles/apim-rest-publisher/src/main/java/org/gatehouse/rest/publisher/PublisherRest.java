package org.gatehouse.rest.publisher;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.front.BehindFront;
import org.gatehouse.front.Body;
import org.gatehouse.jaxrs.JaxRsServlet;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiRevisions;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.publisher.DocumentEditing;
import org.gatehouse.publisher.Subscribers;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * CXF under {@code /api/publisher/v1}, on a bus of its own. Who asks, for what, and with what kind of body, is looked at before:
 * nobody who is not known has a body read.
 */
@Capability(namespace = "org.gatehouse.door", attribute = "path=" + PublisherRest.PATH)
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=" + PublisherRest.PATH + "/*",
            "osgi.http.whiteboard.servlet.name=apim-rest-publisher"
        })
public final class PublisherRest extends JaxRsServlet {
    static final String PATH = "/api/publisher/v1";

    private final transient SignedIn.Desk desk;
    private final transient Replays replays;
    private final transient List<Object> resources;
    private final transient List<Route> routes;

    /** For the room. */
    @Activate
    public PublisherRest(
            @Reference ApiListing listing,
            @Reference ApiEditing editing,
            @Reference ApiLifecycle lifecycle,
            @Reference ApiDefinitions definitions,
            @Reference ApiRevisions revisions,
            @Reference ApiThumbnails thumbnails,
            @Reference ApiWsdls wsdls,
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
                        new WsdlResource(listing, editing, wsdls),
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
    protected List<Object> resources() {
        return resources;
    }

    @Override
    protected List<Object> providers() {
        return List.of(new Refusals());
    }

    @Override
    protected byte @Nullable [] admitted(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return admitted(request);
        } catch (RuntimeException refused) {
            Refusals.of(refused).send(response);
            return null;
        }
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
        if (!route.isAcceptable(String.join(",", Collections.list(http.getHeaders("Accept"))))) {
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
