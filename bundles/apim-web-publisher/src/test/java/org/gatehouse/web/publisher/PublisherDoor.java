package org.gatehouse.web.publisher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.definitions.OpenApiComparison;
import org.gatehouse.definitions.SwaggerReader;
import org.gatehouse.definitions.SwaggerWriter;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.LocalTurns;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.fetch.Addresses;
import org.gatehouse.domain.fetch.Encounter;
import org.gatehouse.domain.fetch.Probe;
import org.gatehouse.domain.fetch.Reach;
import org.gatehouse.domain.gateway.GatewayAddresses;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.gateway.Rewrite;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierDraft;
import org.gatehouse.domain.tier.TierEditor;
import org.gatehouse.domain.tier.TierPermission;
import org.gatehouse.domain.tier.TierRevision;
import org.gatehouse.domain.tier.TierUse;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.publisher.AddressChecks;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiDeployments;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiRevisions;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.publisher.ApiTokens;
import org.gatehouse.publisher.ApiVersions;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.publisher.Approvals;
import org.gatehouse.publisher.BulkChanges;
import org.gatehouse.publisher.DocumentEditing;
import org.gatehouse.publisher.EndpointTests;
import org.gatehouse.publisher.SavedFilters;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.publisher.rollout.ApiChange;
import org.gatehouse.publisher.rollout.Gateways;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryApplications;
import org.gatehouse.testkit.InMemoryCallingTokens;
import org.gatehouse.testkit.InMemoryConsumers;
import org.gatehouse.testkit.InMemoryDocuments;
import org.gatehouse.testkit.InMemoryRegistry;
import org.gatehouse.testkit.InMemorySubscriptions;
import org.gatehouse.testkit.InMemoryTokens;
import org.gatehouse.testkit.InMemoryUsers;
import org.gatehouse.web.Served;
import org.gatehouse.web.publisher.apis.AddressFiles;
import org.gatehouse.web.publisher.apis.ApiFiles;
import org.gatehouse.web.publisher.apis.ApiPages;
import org.gatehouse.web.publisher.apis.DesignFiles;
import org.gatehouse.web.publisher.apis.EditPages;
import org.gatehouse.web.publisher.apis.FilterPages;
import org.gatehouse.web.publisher.apis.NewPages;
import org.gatehouse.web.publisher.apis.OverviewPages;
import org.gatehouse.web.publisher.apis.ThumbnailPages;
import org.gatehouse.web.publisher.apis.WsdlPages;
import org.gatehouse.web.publisher.approvals.ApprovalPages;
import org.gatehouse.web.publisher.bulk.BulkPages;
import org.gatehouse.web.publisher.definitions.DefinitionFiles;
import org.gatehouse.web.publisher.definitions.DefinitionPages;
import org.gatehouse.web.publisher.deployments.DeploymentPages;
import org.gatehouse.web.publisher.documents.DocumentFiles;
import org.gatehouse.web.publisher.documents.DocumentFormPages;
import org.gatehouse.web.publisher.documents.DocumentPages;
import org.gatehouse.web.publisher.lifecycle.LifecycleFiles;
import org.gatehouse.web.publisher.lifecycle.LifecyclePages;
import org.gatehouse.web.publisher.revisions.RevisionPages;
import org.gatehouse.web.publisher.session.SessionFiles;
import org.gatehouse.web.publisher.subscribers.SubscriberFiles;
import org.gatehouse.web.publisher.subscribers.SubscriberPages;
import org.gatehouse.web.publisher.tiers.TierFiles;
import org.gatehouse.web.publisher.tokens.TokenFiles;
import org.gatehouse.web.publisher.tokens.TokenPages;
import org.gatehouse.web.publisher.versions.VersionFiles;
import org.gatehouse.web.publisher.versions.VersionPages;
import org.jspecify.annotations.Nullable;

/** The publisher's door over the real room, with the ports in memory and a gateway that takes everything unless told. */
final class PublisherDoor implements AutoCloseable {
    static final String ADD = "/publisher/site/blocks/item-add/ajax/add.jag";
    static final String DESIGN = "/publisher/site/blocks/item-design/ajax/add.jag";
    static final String IMPORT = "/publisher/site/blocks/item-design/ajax/import.jag";
    static final String LIST = "/publisher/site/blocks/listing/ajax/item-list.jag";
    static final String LIFE = "/publisher/site/blocks/life-cycles/ajax/life-cycles.jag";
    static final String DOCS = "/publisher/site/blocks/documentation/ajax/docs.jag";
    static final String LOGIN = "/publisher/site/blocks/user/login/ajax/login.jag";

    static final String QUOTES = """
            <definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
                name="Quotes &lt;b>"><documentation>What a share costs.</documentation>
              <import location="more.wsdl"/>
              <portType name="Q"><operation name="last"/></portType><binding name="B" type="Q"/>
              <service name="S"><port name="P" binding="B"><s:address location="http://back/quotes"/></port></service>
            </definitions>
            """;

    private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");

    final InMemoryApis apis = new InMemoryApis();
    final InMemoryDocuments documents = new InMemoryDocuments(apis);
    final InMemoryApplications applications = new InMemoryApplications();
    final InMemorySubscriptions subscriptions = new InMemorySubscriptions(apis, applications);
    final InMemoryConsumers consumers = new InMemoryConsumers();
    final InMemoryTokens tokens = new InMemoryTokens(consumers);
    final List<String> forgotten = new ArrayList<>();
    final Map<String, String> gatewayFailures = new HashMap<>();
    final Served http;

    PublisherDoor() {
        InMemoryRegistry registry = new InMemoryRegistry();
        InMemoryUsers users = new InMemoryUsers();
        users.saveRole(new Role(Fixtures.TENANT, "creator", Set.of()));
        Gateways gateways = new Gateways();
        gateways.addDeployer(new Gateway(gatewayFailures));
        ApiChange change = new ApiChange(gateways);
        Turns turns = new LocalTurns();
        ApiEditing editing = new ApiEditing(apis, subscriptions, new TwoTiers(), change, turns, registry);
        ApiLifecycle lifecycle = new ApiLifecycle(apis, subscriptions, change, gateways, turns);
        ApiListing listing = new ApiListing(apis);
        Subscribers subscribers = new Subscribers(apis, subscriptions, gateways);
        DocumentEditing documenting = new DocumentEditing(apis, documents);
        GatewayAddresses addresses = api -> List.of("https://gw.example:8243");
        SwaggerWriter writer = new SwaggerWriter(addresses);
        ApiDefinitions definitions = new ApiDefinitions(
                apis, new TwoTiers(), new SwaggerReader(), writer, new OpenApiComparison(), this::published);
        People people = new People();
        PublisherBlocks blocks = new PublisherBlocks(people);
        blocks.addSection(new SessionFiles(people, "https://localhost:9443/store"));
        ApiThumbnails thumbnails = new ApiThumbnails(apis, registry, new Web());
        ApiWsdls wsdls = new ApiWsdls(apis, registry, addresses, new Web());
        blocks.addSection(new ApiFiles(
                editing, listing, subscribers, definitions, thumbnails, wsdls, new TwoTiers(), users, registry));
        blocks.addSection(new AddressFiles(new AddressChecks(new Web())));
        blocks.addSection(new DesignFiles(editing, listing, definitions, wsdls));
        blocks.addSection(new DefinitionFiles(definitions, wsdls));
        blocks.addSection(new LifecycleFiles(lifecycle));
        blocks.addSection(new VersionFiles(new ApiVersions(apis, documents, editing, registry)));
        blocks.addSection(new SubscriberFiles(subscribers));
        blocks.addSection(new DocumentFiles(documenting));
        blocks.addSection(new TierFiles(new NoEditor()));
        PublisherPages pages = new PublisherPages(people);
        SavedFilters filters = new SavedFilters(registry);
        pages.addSection(new ApiPages(listing, filters));
        pages.addSection(new FilterPages(filters));
        pages.addSection(
                new BulkPages(listing, new BulkChanges(apis, subscriptions, lifecycle, editing, new TwoTiers())));
        pages.addSection(new ThumbnailPages(thumbnails));
        pages.addSection(new WsdlPages(wsdls));
        pages.addSection(new EditPages(listing, editing, wsdls, new TwoTiers()));
        pages.addSection(new DocumentPages(listing, documenting));
        pages.addSection(new DocumentFormPages(listing, documenting));
        pages.addSection(new NewPages(editing, lifecycle, definitions, wsdls, new TwoTiers()));
        pages.addSection(new DefinitionPages(definitions, listing, editing));
        pages.addSection(new OverviewPages(listing, editing, subscribers, new EndpointTests(apis, new Web())));
        pages.addSection(new VersionPages(listing, new ApiVersions(apis, documents, editing, registry)));
        pages.addSection(new LifecyclePages(lifecycle, listing, subscribers));
        pages.addSection(new SubscriberPages(listing, subscribers));
        gateways.addMemory(new Forgetting(forgotten));
        ApiTokens apiTokens = new ApiTokens(new InMemoryCallingTokens(tokens, applications, subscriptions), gateways);
        blocks.addSection(new TokenFiles(apiTokens));
        pages.addSection(new TokenPages(apiTokens));
        pages.addSection(new ApprovalPages(new Approvals(subscriptions, gateways)));
        pages.addSection(
                new RevisionPages(listing, new ApiRevisions(apis, apis.revisions(), editing, definitions, gateways)));
        pages.addSection(new DeploymentPages(listing, new ApiDeployments(apis, gateways, turns)));
        http = new Served("/publisher", blocks, pages);
    }

    /** There is one definition, at one address, and at another what is none. */
    private String published(Account who, URI address) {
        if (address.getHost().equals("127.0.0.1")) {
            throw Web.unreachable(address);
        }
        String other = Map.of(
                        "https://h/quotes.wsdl", QUOTES,
                        "https://h/page.html", "<html>classified</html>",
                        "https://h/secret", "[\"classified\"]")
                .get(address.toString());
        if (other != null) {
            return other;
        }
        if (!address.equals(URI.create("https://h/pets.yaml"))) {
            throw new Invalid("definition at " + address + ": an unknown host");
        }
        return "openapi: 3.0.0\npaths: {/pets: {get: {}}}\n";
    }

    String login(String user) {
        return http.post(LOGIN, "action", "login", "username", user, "password", user)
                .body();
    }

    /** Fills in the form of the page, with a definition as its file, and sends it. */
    HttpResponse<String> submitFile(String page, String definition, String... namesAndValues) {
        Matcher token = TOKEN.matcher(http.get(page).body());
        if (!token.find()) {
            throw new IllegalStateException("no form on " + page);
        }
        StringBuilder body = new StringBuilder();
        part(body, "\"csrf_token\"", token.group(1));
        part(body, "\"swagger-file\"; filename=\"a.yaml\"", definition);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            part(body, "\"" + namesAndValues[i] + "\"", namesAndValues[i + 1]);
        }
        return http.postText(page, "multipart/form-data; boundary=X", body + "--X--\r\n");
    }

    private static void part(StringBuilder body, String name, String value) {
        body.append("--X\r\nContent-Disposition: form-data; name=").append(name);
        body.append("\r\n\r\n").append(value).append("\r\n");
    }

    @Override
    public void close() {
        http.close();
    }

    /** There is some more at other addresses. */
    private static final class Web implements Addresses, Probe {
        private final Map<String, String> there = Map.of(
                "https://h/sun.gif", "GIF89a",
                "https://h/page.html", "<html xmlns='http://www.w3.org/1999/xhtml'/>",
                "https://h/quotes.wsdl", QUOTES,
                "https://h/a.wsdl", "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>");

        @Override
        public byte[] read(Account who, URI address, String accept, int mostBytes) {
            String text = there.get(address.toString());
            if (address.getHost().equals("127.0.0.1")) {
                throw unreachable(address);
            }
            if (text == null) {
                throw new Invalid(address + ": an unknown host");
            }
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private static Invalid unreachable(URI address) {
            try {
                new Reach(false)
                        .resolve(
                                address,
                                System.nanoTime() + Duration.ofSeconds(1).toNanos());
                throw new IllegalStateException("a private address is in reach");
            } catch (IOException refused) {
                return new Invalid(address + ": " + refused.getMessage(), refused);
            }
        }

        @Override
        public Optional<Encounter> meet(Account who, URI address, Duration longest) {
            Encounter.Certificate certificate = new Encounter.Certificate(
                    "CN=<h>",
                    "CN=Ann",
                    List.of("h", "10.0.0.1"),
                    Instant.EPOCH,
                    Instant.now().plus(Duration.ofDays(9)));
            return Optional.of(
                    address.getScheme().equals("https")
                            ? new Encounter(
                                    0,
                                    Duration.ofMillis(7),
                                    new Encounter.Tls("TLSv1.3", "TLS_X", List.of(certificate), false),
                                    "not <trusted>")
                            : new Encounter(503, Duration.ofMillis(41), null, ""));
        }

        @Override
        public int status(Account who, URI address, Duration longest) {
            return switch (address.getPath()) {
                case "/gone" -> 404;
                case "/no-head" -> 405;
                default -> read(who, address, "", 0).length > 0 ? 200 : 204;
            };
        }
    }

    /** These tests edit no tiers. */
    private static final class NoEditor implements TierEditor {
        @Override
        public List<Tier> all(Caller caller) {
            return List.of();
        }

        @Override
        public void save(Caller caller, TierDraft draft, @Nullable TierRevision seen) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(Caller caller, String name, @Nullable TierRevision seen) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TierUse use(Caller caller, String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void permit(Caller caller, TierPermission permission) {
            throw new UnsupportedOperationException();
        }
    }

    /** Notes what is forgotten of which client. */
    private record Forgetting(List<String> consumers) implements KeyMemory {
        @Override
        public void forgetToken(String accessToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forgetConsumer(String consumerKey) {
            consumers.add(consumerKey);
        }

        @Override
        public void forgetApi(String context) {
            // Other tests are about that.
        }

        @Override
        public void forgetAll() {
            throw new UnsupportedOperationException();
        }
    }

    private record Gateway(Map<String, String> failures) implements GatewayDeployer {
        @Override
        public String environment() {
            return failures.keySet().stream().findFirst().orElse("Main");
        }

        @Override
        public void deploy(Api api) {
            failures.values().forEach(why -> {
                throw new Conflict(why);
            });
        }

        @Override
        public void withdraw(Api api) {
            deploy(api);
        }

        /** A line for each setting that tests change, and the password, which nobody is to see. */
        @Override
        public Map<String, String> render(Api api) {
            return Map.of(
                    api.id().deployedName(),
                    "<api context=\"" + api.context() + "\">\n  <tiers>" + api.tiers() + "</tiers>\n  <password>"
                            + api.backend().password() + "</password>\n</api>\n");
        }

        @Override
        public List<Rewrite> preview(List<Api> apis) {
            return List.of();
        }

        @Override
        public void apply(List<Rewrite> rewrites) {}

        @Override
        public boolean isSettled(Api api) {
            return failures.isEmpty();
        }
    }

    private static final class TwoTiers implements Tiers {
        private final List<Tier> all =
                List.of(new Tier("Gold", "Gold", 20, Duration.ofMinutes(1), Map.of()), Tier.UNLIMITED);

        @Override
        public List<Tier> offered(String tenant) {
            return all;
        }

        @Override
        public Optional<Tier> find(String tenant, String name) {
            return all.stream().filter(tier -> tier.name().equals(name)).findFirst();
        }

        @Override
        public Set<String> denied(String tenant, Set<String> roles) {
            return Set.of();
        }
    }

    private static final class People implements Authenticator {
        @Override
        public Optional<Caller> authenticate(UserName user, String password, Origin from) {
            return password.equals(user.name()) ? asCaller(user) : Optional.empty();
        }

        @Override
        public Optional<Caller> asCaller(UserName user) {
            return switch (user.name()) {
                case "admin" -> Optional.of(Fixtures.ADMIN_CALLER);
                case "creator" ->
                    Optional.of(new Caller(user, Set.of("creator"), Set.of(Permission.CREATE_APIS.path())));
                case "publisher" ->
                    Optional.of(new Caller(user, Set.of("publisher"), Set.of(Permission.PUBLISH_APIS.path())));
                case "guest" -> Optional.of(new Caller(user, Set.of(), Set.of(Permission.SUBSCRIBE.path())));
                default -> Optional.empty();
            };
        }
    }
}
