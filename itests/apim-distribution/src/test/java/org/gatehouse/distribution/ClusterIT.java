package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Servers that share a PostgreSQL: one with all roles, a second key manager, and a gateway that reaches the two key managers
 * through a balancer which knows nothing of Thrift.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ClusterIT {
    private static final String ADD = "item-add/ajax/add.jag";
    private static final String FILE = "admin--Shared_v1.0.0.xml";
    private static final int CALLS_A_SECOND = 100;

    private final Postgres postgres = new Postgres();
    private final Backend backend = new Backend("behind");
    private final Server first = Server.in("cluster-first", 16_000);
    private final Server second = Server.in("cluster-second", 17_000);
    private final Server gateway = Server.in("cluster-gateway", 18_000);
    private final Client client = new Client(first);
    private final TcpBalancer thrift = new TcpBalancer(List.of(first.thrift(), second.thrift()));
    private final TcpBalancer https = new TcpBalancer(List.of(first.https(), second.https()));
    private String token = "";

    @BeforeAll
    void start() throws Exception {
        postgres.database("apim", "").database("oldusers", oldUsers());
        sharing(first);
        postgres.stop();
        CompletableFuture<Void> started = CompletableFuture.runAsync(() -> first.start(null));
        Eventually.within(
                Duration.ofMinutes(2),
                "a server waits for its database",
                () -> started.isDone() || first.hasLogged("does not answer"));
        assertThat(first.hasLogged("does not answer")).isTrue();
        postgres.start();
        started.get(1, TimeUnit.MINUTES);
        for (Server other : List.of(second, gateway)) {
            sharing(other);
            for (String file : List.of("gatehouse.p12", "signing.p12", "store.password")) {
                Path from =
                        first.home().resolve("repository/resources/security").resolve(file);
                Path to = other.home().resolve("repository/resources/security").resolve(file);
                Files.createDirectories(to.getParent());
                Files.copy(from, to);
            }
        }
        second.start("keymanager,publisher");
        Files.createDirectories(gateway.conf(""));
        Files.writeString(gateway.conf("api-manager.xml"), throughTheBalancers());
        gateway.start("gateway");

        client.signIn()
                .addApi("Shared", "/shared", backend.address(), "Unlimited")
                .publish("Shared")
                .addApplication("Cluster")
                .subscribe("Cluster", "Shared", "Unlimited");
        token = client.generateKey("Cluster").accessToken();
        Files.copy(first.synapse("api").resolve(FILE), gateway.synapse("api").resolve(FILE));
        Eventually.within(
                Duration.ofSeconds(10),
                "the gateway has the API",
                () -> gateway.log().contains("deployed from " + FILE));
    }

    private Server sharing(Server server) throws IOException {
        Path file = server.home().resolve("etc/org.ops4j.datasource-apim.cfg");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                dataSourceName = apim
                osgi.jdbc.driver.name = PostgreSQL JDBC Driver
                url = %s
                user = %s
                password = none
                pool = hikari
                hikari.initializationFailTimeout = -1
                hikari.connectionTimeout = 2000
                """.formatted(postgres.url("apim"), postgres.user()));
        Path secret = server.home().resolve("repository/resources/security/token.secret");
        Files.createDirectories(secret.getParent());
        Files.writeString(secret, "0123456789abcdef".repeat(4));
        return server;
    }

    /** Every call is asked about: what the gateway remembers would hide who answers. */
    private String throughTheBalancers() throws IOException {
        return Files.readString(first.conf("api-manager.xml"))
                .replaceAll(
                        "(<APIKeyValidator>\\s*(<!--.*?-->\\s*)?<ServerURL>)[^<]*",
                        "$1https://localhost:" + https.port() + "/services/")
                .replaceAll("<ThriftClientPort>\\d+", "<ThriftClientPort>" + (thrift.port() - gateway.offset()))
                .replace(
                        "<EnableGatewayKeyCache>true</EnableGatewayKeyCache>",
                        "<EnableGatewayKeyCache>false</EnableGatewayKeyCache>");
    }

    /** As an API Manager 1.9 writes a user. */
    private static String oldUsers() throws Exception {
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(("tom-secret" + "salt==").getBytes(StandardCharsets.UTF_8)));
        return """
                CREATE TABLE UM_USER (UM_ID INTEGER, UM_USER_NAME VARCHAR(255), UM_USER_PASSWORD VARCHAR(255),
                  UM_SALT_VALUE VARCHAR(31), UM_TENANT_ID INTEGER);
                CREATE TABLE UM_ROLE (UM_ID INTEGER, UM_ROLE_NAME VARCHAR(255), UM_TENANT_ID INTEGER);
                CREATE TABLE UM_USER_ROLE (UM_ID INTEGER, UM_ROLE_ID INTEGER, UM_USER_ID INTEGER, UM_TENANT_ID INTEGER);
                CREATE TABLE UM_USER_ATTRIBUTE (UM_ID INTEGER, UM_ATTR_NAME VARCHAR(255), UM_ATTR_VALUE VARCHAR(1024),
                  UM_PROFILE_ID VARCHAR(255), UM_USER_ID INTEGER, UM_TENANT_ID INTEGER);
                INSERT INTO UM_USER VALUES (1, 'Tom', '%s', 'salt==', -1234);
                INSERT INTO UM_ROLE VALUES (1, 'employee', -1234);
                INSERT INTO UM_USER_ROLE VALUES (1, 1, 1, -1234);
                INSERT INTO UM_USER_ATTRIBUTE VALUES (1, 'mail', 'tom@example.org', 'default', 1, -1234);
                """.formatted(digest);
    }

    @AfterAll
    void stop() {
        for (Server server : List.of(gateway, second, first)) {
            server.close();
        }
        thrift.close();
        https.close();
        postgres.close();
        backend.close();
    }

    @Test
    @Order(1)
    void aKeyManagerEndsUnderLoadAndComesBackAndNoCallIsLost() throws Exception {
        assertThat(call(token).statusCode()).isEqualTo(200);
        assertThat(call("unknown").statusCode()).isEqualTo(401);
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
        Queue<CompletableFuture<Integer>> calls = new ConcurrentLinkedQueue<>();
        Http http = new Http();
        ticks.scheduleAtFixedRate(
                () -> calls.add(http.status(address(), "Authorization", "Bearer " + token)),
                0,
                1_000_000 / CALLS_A_SECOND,
                TimeUnit.MICROSECONDS);
        Eventually.within(
                Duration.ofSeconds(30),
                "both key managers are asked",
                () -> thrift.served(0) > 0 && thrift.served(1) > 0);
        awaitAnswers(calls, 2 * CALLS_A_SECOND);

        second.kill();
        awaitAnswers(calls, 2 * CALLS_A_SECOND);
        second.start("keymanager,publisher");
        awaitAnswers(calls, CALLS_A_SECOND);
        ticks.shutdown();
        assertThat(ticks.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        List<Integer> failed = calls.stream()
                .map(CompletableFuture::join)
                .filter(status -> status != 200)
                .toList();
        System.out.printf("A key manager killed under load: %d calls, %d failed%n", calls.size(), failed.size());
        assertThat(calls).hasSizeGreaterThan(500);
        assertThat(failed).isEmpty();
        assertThat(logIns()).as("a session counts at both").isBetween(1L, 2L);
    }

    /** Until so many calls that nobody has made yet are answered. */
    private static void awaitAnswers(Queue<CompletableFuture<Integer>> calls, int many) {
        int made = calls.size();
        Eventually.within(
                Duration.ofMinutes(1),
                many + " more calls are answered",
                () -> calls.stream()
                                .skip(made)
                                .filter(CompletableFuture::isDone)
                                .count()
                        >= many);
    }

    private long logIns() {
        return (first.log() + second.log())
                .lines()
                .filter(line -> line.contains("logged in over Thrift"))
                .count();
    }

    @Test
    @Order(2)
    void whatOneServerIssuesTheOthersHonourAndWhatItTakesBackTheyDoNot() {
        Client.Key key = client.generateKey("Cluster");
        String issued = Client.json(client.token(
                        "https://localhost:" + second.https() + "/oauth2/token",
                        key,
                        Map.of("grant_type", "client_credentials", "scope", "device_second")))
                .path("access_token")
                .asText();
        assertThat(call(issued).statusCode()).isEqualTo(200);
        client.token("https://localhost:" + first.https() + "/oauth2/revoke", key, Map.of("token", issued));
        assertThat(call(issued).statusCode()).isEqualTo(401);
    }

    @Test
    @Order(2)
    void aRefreshTokenIsWorthOneTokenOnAllServersTogether() throws Exception {
        Client.Key key = client.generateKey("Cluster");
        String refresh = Client.json(password(key, "admin", "admin"))
                .path("refresh_token")
                .asText();
        for (int round = 0; round < 6; round++) {
            refresh = GrantsOnceIT.theOnly(AtOnce.post(
                            30,
                            List.of(
                                    "https://localhost:" + first.https() + "/oauth2/token",
                                    "https://localhost:" + second.https() + "/oauth2/token"),
                            Map.of("grant_type", "refresh_token", "refresh_token", refresh),
                            Client.basic(key.consumerKey(), key.consumerSecret())))
                    .path("refresh_token")
                    .asText();
        }
    }

    @Test
    @Order(3)
    void whatSomebodyHasWrittenOfAnApiIsTheSameOnAllServers() {
        Client other = new Client(second).signInToPublisher();
        String written =
                "openapi: 3.1.0 # Städte\npaths: {/towns: {get: {x-auth-type: None}}}\n" + "# long\n".repeat(20_000);
        client.add(new ApiForm("Written", "/written", backend.address()).with("swagger", written));
        assertThat(definition(other)).isEqualTo(written);
        String again = "{\"swagger\" : \"2.0\", \"paths\" : {\"/villages\" : {\"patch\" : {}}}}";
        other.update(new ApiForm("Written", "/written", backend.address()).with("swagger", again));
        assertThat(definition(client)).isEqualTo(again);
    }

    private static String definition(Client asking) {
        return asking.publisher(
                        "item-design/ajax/add.jag",
                        Map.of("action", "swagger", "name", "Written", "version", "1.0.0", "provider", "admin"))
                .body();
    }

    @Test
    @Order(3)
    void usersOfAnOlderInstallationComeInFromItsDatabase() throws IOException {
        Client.Key key = client.generateKey("Cluster");
        assertThat(password(key, "old/tom", "tom-secret").statusCode()).isEqualTo(400);
        Path stores = Files.createDirectories(first.home().resolve("repository/deployment/server/userstores"));
        Files.writeString(stores.resolve("old.xml"), """
                <UserStoreManager class="org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager">
                  <Property name="driverName">org.postgresql.Driver</Property>
                  <Property name="url">%s</Property>
                  <Property name="userName">%s</Property>
                  <Property name="password">none</Property>
                  <Property name="PasswordDigest">SHA-256</Property>
                  <Property name="StoreSaltedPassword">true</Property>
                  <Property name="DomainName">old</Property>
                </UserStoreManager>
                """.formatted(postgres.url("oldusers"), postgres.user()));

        HttpResponse<String> tom = password(key, "old/tom", "tom-secret");
        assertThat(tom.statusCode()).as(tom.body()).isEqualTo(200);
        assertThat(client.call(
                                "https://localhost:" + first.https() + "/oauth2/userinfo",
                                Client.json(tom).path("access_token").asText())
                        .body())
                .contains("tom@example.org", "OLD/Tom");
        assertThat(password(key, "old/tom", "wrong").statusCode()).isEqualTo(400);
    }

    @Test
    @Order(5)
    void ofTwoServersThatGiveOneContextAtOnceOneDoes() throws Exception {
        Client other = new Client(second).signInToPublisher();
        for (int round = 0; round < 8; round++) {
            ApiForm above =
                    new ApiForm("Above" + round, "/race" + round, backend.address()).resource("/*", "GET", "None");
            ApiForm below = new ApiForm("Below" + round, "/race" + round + "/1.0.0", backend.address())
                    .resource("/*", "GET", "None");

            CompletableFuture<String> one = CompletableFuture.supplyAsync(
                    () -> client.publisher(ADD, above.fields("addAPI")).body());
            CompletableFuture<String> two = CompletableFuture.supplyAsync(
                    () -> other.publisher(ADD, below.fields("addAPI")).body());

            assertThat(List.of(one.get(20, TimeUnit.SECONDS), two.get(20, TimeUnit.SECONDS)))
                    .as("round " + round)
                    .filteredOn(body -> body.contains("\"error\" : false"))
                    .hasSize(1);
        }
    }

    @Test
    @Order(4)
    void aLimitThatIsSavedOnOneServerHoldsOnTheOthersWithinASecond() throws Exception {
        first.shell("apim:tier-save Shared 1000 600000");
        client.update(new ApiForm("Shared", "/shared", backend.address())
                        .resource("/phone/*", "GET,POST", "Application & Application User")
                        .with("tiersCollection", "Shared"))
                .addApplication("Limited")
                .subscribe("Limited", "Shared", "Shared");
        String limited = client.generateKey("Limited").accessToken();
        for (int i = 0; i < 3; i++) {
            assertThat(call(limited).statusCode()).isEqualTo(200);
        }
        first.shell("apim:tier-save Shared 3 600000");
        Eventually.within(
                Duration.ofSeconds(1), "the gateway knows", () -> call(limited).statusCode() == 503);
        first.shell("apim:tier-save Shared 100000 600000");
        Eventually.within(
                Duration.ofSeconds(1), "the gateway knows", () -> call(limited).statusCode() == 200);
    }

    private HttpResponse<String> password(Client.Key key, String user, String password) {
        return client.token(
                "https://localhost:" + first.https() + "/oauth2/token",
                key,
                Map.of("grant_type", "password", "username", user, "password", password, "scope", "openid"));
    }

    private String address() {
        return "http://localhost:" + gateway.gateway() + "/shared/1.0.0/phone/1";
    }

    private HttpResponse<String> call(String bearer) {
        return client.call(address(), bearer);
    }
}
