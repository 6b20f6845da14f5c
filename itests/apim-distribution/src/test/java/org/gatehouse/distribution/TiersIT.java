package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Limits: counted exactly, explained, changed while calls go on, and never gone while somebody is at them. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TiersIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final Path settings;
    private final Path proxies;
    private final String shipped;

    TiersIT(Server server) throws IOException {
        this.server = server;
        this.client = new Client(server);
        this.settings = server.conf("api-manager.xml");
        this.proxies = server.home().resolve("etc/apim.gateway.cfg");
        this.shipped = Files.readString(settings);
    }

    @BeforeAll
    void tiers() throws IOException {
        client.signIn();
        believeForwardedAddresses();
        server.shell("apim:tier-save Three 3 600000");
        server.shell("apim:tier-save -a QuotaPerDay=2 -n 'Two a day' Daily 100 60000");
    }

    @AfterAll
    void close() throws IOException {
        Files.writeString(settings, shipped);
        Files.delete(proxies);
        Eventually.within(
                SOON,
                "no proxy is believed",
                () -> !server.shell("config:list '(service.pid=apim.gateway)'").contains("127.0.0.0/8"));
        Eventually.within(SOON, "the gateway answers", this::answers);
        backend.close();
    }

    /** The calls of these tests come through a proxy on this machine. The gateway opens its ports anew for it. */
    private void believeForwardedAddresses() throws IOException {
        Files.writeString(proxies, "trusted.proxies = 127.0.0.0/8, ::1\n");
        Eventually.within(
                SOON,
                "the proxy is believed",
                () -> server.shell("config:list '(service.pid=apim.gateway)'").contains("127.0.0.0/8"));
        Eventually.within(SOON, "the gateway answers", this::answers);
    }

    private boolean answers() {
        try (Socket open = new Socket("localhost", server.gateway());
                Socket secure = new Socket("localhost", server.gatewayTls())) {
            return open.isConnected() && secure.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private String publish(String name, String context, String tier) {
        client.add(new ApiForm(name, context, backend.address()).secured().with("tiersCollection", tier))
                .publish(name)
                .addApplication(name + " app")
                .subscribe(name + " app", name, tier);
        return client.generateKey(name + " app").accessToken();
    }

    @Test
    void whatIsRefusedIsExplainedAndCountedOnOverARestartOfTheBundle() {
        String token = publish("Counted", "/counted", "Three");
        for (int i = 0; i < 3; i++) {
            assertThat(call("/counted", token).statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = call("/counted", token);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("<amt:code>900800</amt:code>");
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();

        assertThat(server.shell("apim:throttle-explain 'Counted app' Counted"))
                .containsPattern("api\\s+\\| admin@carbon.super\\s+\\| Three\\s+\\| 3 in 600000 ms\\s+\\| 3\\s+\\| 0");

        server.shell("bundle:restart org.gatehouse.gateway.handlers");
        Eventually.within(
                SOON, "the gateway answers", () -> call("/counted", token).statusCode() != 404);
        assertThat(call("/counted", token).statusCode()).as("counted before").isEqualTo(503);

        server.shell("apim:tier-save Three 5 600000");
        assertThat(call("/counted", token).statusCode())
                .as("the tier has room now")
                .isEqualTo(200);
        server.shell("apim:tier-save Three 3 600000");
    }

    @Test
    void aClientThatWantsToKnowLearnsWhenToComeAgain() throws IOException {
        String token = publish("ToldWhen", "/toldwhen", "Daily");
        assertThat(call("/toldwhen", token).statusCode()).isEqualTo(200);
        assertThat(call("/toldwhen", token).statusCode()).isEqualTo(200);
        assertThat(call("/toldwhen", token).statusCode()).isEqualTo(503);

        Files.writeString(settings, shipped.replace("<AnswerTooManyRequests>false", "<AnswerTooManyRequests>true"));
        Eventually.within(
                SOON, "the answer is another", () -> call("/toldwhen", token).statusCode() == 429);
        HttpResponse<String> refused = call("/toldwhen", token);
        assertThat(refused.body()).contains("<amt:code>900800</amt:code>", "You have exceeded your quota");
        assertThat(refused.headers().firstValue("RateLimit-Limit")).contains("2");
        assertThat(refused.headers().firstValue("RateLimit-Remaining")).contains("0");
        long seconds =
                Long.parseLong(refused.headers().firstValue("Retry-After").orElse("0"));
        assertThat(seconds).isBetween(1L, 24L * 3600);
        assertThat(refused.headers().firstValue("RateLimit-Reset")).contains("" + seconds);
        Files.writeString(settings, shipped);
        Eventually.within(
                SOON,
                "the answer is that of 1.9",
                () -> call("/toldwhen", token).statusCode() == 503);
    }

    @Test
    void aClientIsLimitedByItsAddressAsTrustedProxiesSayIt() throws IOException {
        Path policy = server.home().resolve("addresses.xml");
        String before = server.home().resolve("tiers-before.xml").toString();
        String token = publish("Addressed", "/addressed", "Unlimited");
        String shippedTiers = Files.readString(Path.of(System.getProperty("apim.root"))
                .resolve("bundles/apim-tiers/src/main/resources/org/gatehouse/tiers/tiers.xml"));
        String ours =
                tier("ROLE", "Three", 3, 600_000) + tier("ROLE", "Daily", 100, 60_000) + tier("ROLE", "Thin", 9, 1);
        Files.writeString(Path.of(before), with(shippedTiers, ours));
        Files.writeString(
                policy,
                with(
                        shippedTiers,
                        ours
                                + tier("IP", "203.0.113.0/24", 2, 600_000)
                                + tier("IP", "2001:db8::1-2001:db8::9", 1, 600_000)));
        server.shell("apim:tiers-load " + policy);

        assertThat(from("203.0.113.7", token)).isEqualTo(200);
        assertThat(from("203.0.113.7", token)).isEqualTo(200);
        assertThat(from("203.0.113.7", token)).isEqualTo(503);
        assertThat(from("203.0.113.8", token)).as("another client").isEqualTo(200);
        assertThat(from("203.0.113.7, 198.51.100.1", token))
                .as("what a client says of itself, before a proxy that is not ours")
                .isEqualTo(200);
        assertThat(from("2001:db8::5", token)).isEqualTo(200);
        assertThat(from("2001:db8::5", token)).isEqualTo(503);
        assertThat(from(null, token)).isEqualTo(200);
        assertThat(server.shell("apim:throttle-explain 'Addressed app' Addressed"))
                .containsPattern("address\\s+\\| 203.0.113.7\\s+\\| 203.0.113.0/24\\s+\\| 2 in 600000 ms");
        server.shell("apim:tiers-load " + before);
        assertThat(from("203.0.113.7", token)).isEqualTo(200);
    }

    @Test
    void bytesAndWholeApisAreLimitedToo() throws IOException {
        server.shell("apim:tier-save -a MaximumBytes=50 Thin 1000 600000");
        String token = publish("Heavy", "/heavy", "Thin");
        String body = "x".repeat(40);
        assertThat(post("/heavy", token, body)).as("40 bytes and the answer").isEqualTo(200);
        Eventually.within(
                SOON, "the bytes are counted", () -> call("/heavy", token).statusCode() == 503);
        assertThat(server.shell("apim:throttle-explain 'Heavy app' Heavy")).contains("50 bytes in 600000 ms");

        String light = publish("Whole", "/whole", "Unlimited");
        Path policy = server.home().resolve("whole.xml");
        String shippedTiers = Files.readString(Path.of(System.getProperty("apim.root"))
                .resolve("bundles/apim-tiers/src/main/resources/org/gatehouse/tiers/tiers.xml"));
        String ours =
                tier("ROLE", "Three", 3, 600_000) + tier("ROLE", "Daily", 100, 60_000) + tier("ROLE", "Thin", 9, 1);
        Files.writeString(policy, with(shippedTiers, ours + tier("API", "/whole", 2, 600_000)));
        server.shell("apim:tiers-load " + policy);
        assertThat(call("/whole", light).statusCode()).isEqualTo(200);
        assertThat(call("/whole", light).statusCode()).isEqualTo(200);
        assertThat(call("/whole", light).statusCode()).isEqualTo(503);
        Files.writeString(policy, with(shippedTiers, ours));
        server.shell("apim:tiers-load " + policy);
        assertThat(call("/whole", light).statusCode()).isEqualTo(200);
    }

    private int post(String context, String token, String body) {
        return new Http()
                .send(Http.request(
                                "http://localhost:" + server.gateway() + context + "/1.0.0/x",
                                "Authorization",
                                "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .statusCode();
    }

    private static String with(String policy, String more) {
        return policy.replace("</throttle:MediatorThrottleAssertion>", more + "</throttle:MediatorThrottleAssertion>");
    }

    private static String tier(String type, String id, int count, int unit) {
        return "<wsp:Policy><throttle:ID throttle:type=\"" + type + "\">" + id
                + "</throttle:ID><wsp:Policy><throttle:Control><wsp:Policy><throttle:MaximumCount>" + count
                + "</throttle:MaximumCount><throttle:UnitTime>" + unit
                + "</throttle:UnitTime></wsp:Policy></throttle:Control></wsp:Policy></wsp:Policy>";
    }

    @Test
    void theShippedTiersHaveTheFiguresOfTheOriginal() {
        for (Map.Entry<String, Integer> shippedTier :
                Map.of("Bronze", 1, "Silver", 5, "Gold", 20).entrySet()) {
            String name = shippedTier.getKey() + "Figures";
            String token = publish(name, "/" + name, shippedTier.getKey());
            assertThat(admitted(25, "/" + name, "Authorization", "Bearer " + token))
                    .as(shippedTier.getKey())
                    .isEqualTo(shippedTier.getValue().longValue());
        }
        client.add(new ApiForm("OpenFigures", "/openfigures", backend.address()).open())
                .publish("OpenFigures");
        assertThat(admitted(70, "/openfigures", "X-Forwarded-For", "198.51.100.70"))
                .as("Unauthenticated")
                .isEqualTo(60);
        assertThat(admitted(1, "/openfigures", "X-Forwarded-For", "198.51.100.71"))
                .as("another client")
                .isEqualTo(1);
    }

    private long admitted(int calls, String context, String header, String value) {
        Http http = new Http();
        String address = "http://localhost:" + server.gateway() + context + "/1.0.0/x";
        return IntStream.range(0, calls)
                .filter(call -> http.get(address, header, value).statusCode() == 200)
                .count();
    }

    /** The worked example: two users of 20 calls each, in an application of 20. */
    @Test
    void twoUsersShareWhatTheirApplicationMay() {
        for (String user : new String[] {"uma", "vera"}) {
            UserAdmin.said(
                    server,
                    "admin",
                    "admin",
                    "<addUser><userName>" + user + "</userName><password>" + user + "-secret</password></addUser>");
        }
        client.add(new ApiForm("Halved", "/halved", backend.address()).secured().with("tiersCollection", "Gold"))
                .publish("Halved");
        Client.good(client.store(
                "application/application-add/ajax/application-add.jag",
                Map.of(
                        "action", "addApplication",
                        "application", "Twenty",
                        "tier", "Gold",
                        "callbackUrl", "",
                        "description", "")));
        client.subscribe("Twenty", "Halved", "Gold");
        Client.Key key = client.generateKey("Twenty");
        int[] admitted = new int[2];
        for (int call = 0; call < 15; call++) {
            for (int user = 0; user < 2; user++) {
                String token = userToken(key, user == 0 ? "uma" : "vera");
                admitted[user] += call("/halved", token).statusCode() == 200 ? 1 : 0;
            }
        }
        assertThat(admitted).containsExactly(10, 10);
    }

    private String userToken(Client.Key key, String user) {
        return Client.json(client.token(
                        "http://localhost:" + server.gateway() + "/token",
                        key,
                        Map.of("grant_type", "password", "username", user, "password", user + "-secret")))
                .path("access_token")
                .asText();
    }

    @Test
    void aTierThatSomebodyUsesCannotVanish() {
        server.shell("apim:tier-save Used 7 60000");
        publish("User", "/user", "Used");

        assertThat(server.shell("apim:tier-uses Used")).contains("1 APIs that offer it", "1 subscriptions", "User");
        assertThat(server.says("apim:tier-remove Used")).contains("tier Used is in use");
        assertThat(server.shell("apim:tiers")).contains("Used");

        Client.good(client.store(
                "subscription/subscription-remove/ajax/subscription-remove.jag",
                Map.of(
                        "action", "removeSubscription",
                        "name", "User",
                        "version", "1.0.0",
                        "provider", "admin",
                        "applicationName", "User app")));
        client.update(new ApiForm("User", "/user", backend.address()).secured());
        assertThat(server.shell("apim:tier-remove Used")).contains("Used is removed");
        assertThat(server.says("apim:tier-save Bad 7 0")).contains("UnitTime: 0");
        assertThat(server.shell("apim:tiers")).doesNotContain("Used", "Bad");
    }

    @Test
    void whoSawATierThatIsAnotherByNowIsToldWhatChanged() {
        server.shell("apim:tier-save -r none Seen 7 60000");
        String seen = revision("Seen");
        server.shell("apim:tier-save -r " + seen + " Seen 8 60000");

        assertThat(server.says("apim:tier-save -r " + seen + " Seen 9 60000"))
                .contains("tier Seen is another by now: limit: 7 calls, now 8 calls");
        assertThat(server.says("apim:tier-save -r none Seen 9 60000")).contains("it was added, with 8 calls");
        assertThat(server.says("apim:tier-remove -r " + seen + " Seen")).contains("now 8 calls");
        assertThat(server.says("apim:tier-save -r newest Seen 9 60000")).contains("revision: newest (expected: ");
        assertThat(revision("Seen")).startsWith("8-60000-");
        server.shell("apim:tier-remove -r " + revision("Seen") + " Seen");
        assertThat(server.shell("apim:tiers")).doesNotContain("Seen");
    }

    private String revision(String tier) {
        Matcher told = Pattern.compile("(?m)^" + tier + " .* (\\d+-\\d+-\\S+)").matcher(server.shell("apim:tiers"));
        assertThat(told.find()).isTrue();
        return told.group(1);
    }

    @Test
    void whoMayNotUseATierDoesNotSeeItAndCannotSubscribe() {
        Client.good(client.publisher(
                "tiers/ajax/tiers.jag",
                Map.of(
                        "action", "updatePermissions",
                        "tierName", "Bronze",
                        "permissiontype", "deny",
                        "roles", "admin")));
        client.add(new ApiForm("Permitted", "/permitted", backend.address())
                        .secured()
                        .with("tiersCollection", "Bronze,Silver"))
                .publish("Permitted")
                .addApplication("Permitted app");
        HttpResponse<String> refused = client.store(
                "subscription/subscription-add/ajax/subscription-add.jag",
                Map.of(
                        "action", "addAPISubscription",
                        "name", "Permitted",
                        "version", "1.0.0",
                        "provider", "admin",
                        "tier", "Bronze",
                        "applicationName", "Permitted app"));
        assertThat(refused.body()).contains("\"error\" : true");
        client.subscribe("Permitted app", "Permitted", "Silver");
        Client.good(client.publisher(
                "tiers/ajax/tiers.jag",
                Map.of(
                        "action", "updatePermissions",
                        "tierName", "Bronze",
                        "permissiontype", "allow",
                        "roles", "admin,Internal/everyone")));
        assertThat(client.publisher(
                                "tiers/ajax/tiers.jag",
                                Map.of(
                                        "action", "updatePermissions",
                                        "tierName", "Nothing",
                                        "permissiontype", "deny",
                                        "roles", "admin"))
                        .body())
                .contains("\"error\" : true", "Nothing");
    }

    @Test
    void tiersAreTriedOutBeforeAnybodyIsAtThem() {
        assertThat(server.shell("apim:throttle-simulate --users 2 --calls 30 --application Gold --api Gold"))
                .contains("user 1: 10 calls", "user 2: 10 calls", "40 are refused at the level of the application");
        assertThat(server.says("apim:throttle-simulate --users 1000000 --calls 1000000"))
                .contains("simulation:");
    }

    private HttpResponse<String> call(String context, String token) {
        return client.call("http://localhost:" + server.gateway() + context + "/1.0.0/x", token);
    }

    private int from(@Nullable String forwarded, String token) {
        String address = "http://localhost:" + server.gateway() + "/addressed/1.0.0/x";
        return (forwarded == null
                        ? new Http().get(address, "Authorization", "Bearer " + token)
                        : new Http().get(address, "Authorization", "Bearer " + token, "X-Forwarded-For", forwarded))
                .statusCode();
    }
}
