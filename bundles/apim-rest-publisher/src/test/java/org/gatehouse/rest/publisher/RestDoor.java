package org.gatehouse.rest.publisher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.gatehouse.definitions.OpenApiComparison;
import org.gatehouse.definitions.SwaggerReader;
import org.gatehouse.definitions.SwaggerWriter;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.LocalTurns;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.fetch.Addresses;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.gateway.Rewrite;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.front.CrossOrigin;
import org.gatehouse.front.Front;
import org.gatehouse.front.PublicNames;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiRevisions;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.publisher.DocumentEditing;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.publisher.rollout.ApiChange;
import org.gatehouse.publisher.rollout.Gateways;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryApplications;
import org.gatehouse.testkit.InMemoryConsumers;
import org.gatehouse.testkit.InMemoryDocuments;
import org.gatehouse.testkit.InMemoryRegistry;
import org.gatehouse.testkit.InMemorySubscriptions;
import org.gatehouse.testkit.InMemoryTokens;

/** The publisher for programs on a real server, over the real room, with the ports in memory. Every answer is held against the definition. */
final class RestDoor implements AutoCloseable {
    static final String PATH = PublisherRest.PATH;
    static final String WEATHER =
            "{\"name\":\"Weather\",\"version\":\"1.0.0\",\"context\":\"/weather\",\"tags\":[\"sky\"],"
                    + "\"endpoints\":{\"endpoint_type\":\"http\",\"production_endpoints\":{\"url\":\"http://h/x\"}},"
                    + "\"tiers\":[\"Gold\"],\"resources\":[{\"path\":\"/today\",\"verb\":\"GET\"}]}";
    static final String ID = PATH + "/apis/admin--Weather--1.0.0";
    /** A user of another tenant who may do everything there. */
    static final UserName ELSEWHERE = UserName.parse("eve@else.example");

    private static final ObjectMapper JSON = new ObjectMapper();

    final InMemoryApis apis = new InMemoryApis();
    final InMemoryApplications applications = new InMemoryApplications();
    final InMemorySubscriptions subscriptions = new InMemorySubscriptions(apis, applications);
    final InMemoryTokens tokens;
    final Map<String, String> gatewayFailures = new HashMap<>();
    final PublisherRest rest;
    private final Contract contract = new Contract();
    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    volatile boolean isDatabaseAway;

    RestDoor() {
        InMemoryConsumers consumers = new InMemoryConsumers();
        consumers.save(Fixtures.consumer("client"));
        tokens = new InMemoryTokens(consumers);
        InMemoryRegistry registry = new InMemoryRegistry();
        Gateways gateways = new Gateways();
        gateways.addDeployer(new Gateway(gatewayFailures));
        ApiChange change = new ApiChange(gateways);
        Turns turns = new LocalTurns();
        Tiers tiers = new TwoTiers();
        ApiEditing editing = new ApiEditing(apis, subscriptions, tiers, change, turns, registry);
        ApiDefinitions definitions = new ApiDefinitions(
                apis,
                tiers,
                new SwaggerReader(),
                new SwaggerWriter(api -> List.of()),
                new OpenApiComparison(),
                (Account who, URI address) -> {
                    throw new Invalid("definition at " + address + ": an unknown host");
                });
        rest = new PublisherRest(
                new ApiListing(apis),
                editing,
                new ApiLifecycle(apis, subscriptions, change, gateways, turns),
                definitions,
                new ApiRevisions(apis, apis.revisions(), editing, definitions, gateways),
                new ApiThumbnails(apis, registry, new Nothing()),
                new ApiWsdls(apis, registry, api -> List.of("https://gw.example:8243"), new Nothing()),
                new DocumentEditing(apis, new InMemoryDocuments(apis)),
                new Subscribers(apis, subscriptions, gateways),
                tiers,
                new People(),
                tokens);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        Front front = new Front(PublicNames.none(), CrossOrigin.none());
        context.addServlet(new ServletHolder(front.before(rest)), PATH + "/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        base = "http://127.0.0.1:" + connector.getLocalPort();
    }

    int port() {
        return URI.create(base).getPort();
    }

    /** A token of the user with these scopes, for ever. */
    String token(String user, String... scopes) {
        String value = user
                + String.join("-", scopes).replace(':', '-')
                + tokens.active("client").size();
        tokens.add(new AccessToken(
                value,
                null,
                "client",
                UserName.parse(user),
                true,
                new TreeSet<>(Set.of(scopes)),
                Fixtures.NOON,
                null,
                AccessToken.State.ACTIVE));
        return "Bearer " + value;
    }

    static String basic(String user) {
        String name = user.split("@", 2)[0];
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + name).getBytes(StandardCharsets.UTF_8));
    }

    /** Asks as the administrator. */
    HttpResponse<String> ask(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
        return send(request.header("Authorization", basic("admin")));
    }

    HttpResponse<String> get(String path) {
        return ask("GET", path, "");
    }

    /** Asks with JSON as the administrator. */
    HttpResponse<String> json(String method, String path, String body, String... headers) {
        return send(request(method, path, body.getBytes(StandardCharsets.UTF_8), headers)
                .header("Content-Type", "application/json")
                .header("Authorization", basic("admin")));
    }

    HttpRequest.Builder request(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    HttpResponse<String> send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        HttpResponse<String> answer = sent(request);
        contract.check(request, answer);
        return answer;
    }

    /** The answer, which may be the server's own: to what is no request that anybody behind it is asked. */
    HttpResponse<String> sent(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static JsonNode tree(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    static String type(HttpResponse<String> answer) {
        return tree(answer).path("type").asText().replace("urn:gatehouse:problem:", "");
    }

    static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static final class Nothing implements Addresses {
        @Override
        public byte[] read(Account who, URI address, String accept, int mostBytes) {
            throw new Invalid(address + ": an unknown host");
        }

        @Override
        public int status(Account who, URI address, Duration longest) {
            throw new Invalid(address + ": an unknown host");
        }
    }

    private record Gateway(Map<String, String> failures) implements GatewayDeployer {
        @Override
        public String environment() {
            return "Main";
        }

        @Override
        public void deploy(Api api) {
            failures.values().forEach(why -> {
                throw why.equals("away") ? new Unavailable(why) : new Conflict(why);
            });
        }

        @Override
        public void withdraw(Api api) {
            deploy(api);
        }

        @Override
        public Map<String, String> render(Api api) {
            return Map.of();
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
                List.of(new Tier("Gold", "Gold", 20, Duration.ofMinutes(1), Map.of("cost", "5")), Tier.UNLIMITED);

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

    private final class People implements Authenticator {
        @Override
        public Optional<Caller> authenticate(UserName user, String password, Origin from) {
            if (isDatabaseAway) {
                throw new Unavailable("The database cannot be reached");
            }
            return password.equals(user.name()) ? asCaller(user) : Optional.empty();
        }

        @Override
        public Optional<Caller> asCaller(UserName user) {
            if (user.equals(ELSEWHERE)) {
                return Optional.of(new Caller(user, Set.of("admin"), Set.of("/permission")));
            }
            return switch (user.toString()) {
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
