package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenPagesTest {
    private static final String LIST = "/publisher/tokens";
    private static final String REVOKE = "/publisher/tokens/revoke";
    private static final String SCRIPT = "/publisher/site/blocks/tokens/ajax/revokeToken.jag";
    private static final String HOSTILE = "\"><script>alert('x')</script>{{ token }}";
    private static final String SECRET = "secret-token-of-shop";
    private static final String FINGERPRINT = AccessToken.fingerprint(SECRET);
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");

    private final PublisherDoor door = new PublisherDoor();
    private long shop;

    @BeforeEach
    void twoApplicationsWithTokens() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        door.login("admin");
        shop = application("Shop", "shop-key");
        application(HOSTILE, "hostile-key");
    }

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void aListSaysWhenThereIsNone() {
        assertThat(get(LIST)).contains("No token counts", "aria-current=\"page\"");
        assertThat(door.http
                        .get("/publisher/site/pages/tokens.jag")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/publisher/tokens");
    }

    @Test
    void tokensAreFoundByNameAndFingerprintAndNeverShown() {
        add(SECRET, "shop-key", "admin", false);
        add("other", "hostile-key", "joe", true);

        assertThat(get(LIST))
                .contains("2 tokens<", FINGERPRINT, "The application itself", ">joe<", "check", "&lt;script&gt;")
                .doesNotContain(SECRET, "<script>alert(");
        assertThat(get(LIST + "?query=SHOP")).contains("1 token<", FINGERPRINT);
        String begin = FINGERPRINT.substring(0, 5);
        assertThat(get(LIST + "?fingerprint=" + begin)).contains("1 token<", ">Shop<");
        assertThat(get(LIST + "?fingerprint=" + begin.toUpperCase(Locale.ROOT))).contains("1 token<", ">Shop<");
        assertThat(get(LIST + "?query=nothing")).contains("No token fits");
        HttpResponse<String> bad = door.http.get(LIST + "?fingerprint=" + SECRET);
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body())
                .contains("fingerprint: 20 characters (expected: at most 16")
                .doesNotContain(SECRET);
    }

    @Test
    void whoHoldsATokenFindsItByAForm() {
        add(SECRET, "shop-key", "admin", false);

        HttpResponse<String> found = send(LIST, "token", " " + SECRET + " ");

        assertThat(found.statusCode()).isEqualTo(302);
        String address = found.headers().firstValue("Location").orElse("");
        assertThat(address).contains("fingerprint=" + FINGERPRINT).doesNotContain(SECRET);
        assertThat(send(LIST).statusCode()).isEqualTo(400);
    }

    @Test
    void oneIsRevokedAfterALook() {
        add(SECRET, "shop-key", "admin", false);
        add("second", "shop-key", "joe", true);

        assertThat(get(REVOKE + "?fingerprint=" + FINGERPRINT))
                .contains("Revoke 1 token?", "Revoke it", FINGERPRINT)
                .doesNotContain(AccessToken.fingerprint("second"));
        assertThat(state(SECRET)).isEqualTo(AccessToken.State.ACTIVE);
        assertThat(send(REVOKE, "fingerprint", FINGERPRINT).statusCode()).isEqualTo(302);

        assertThat(get(LIST))
                .contains("1 token is good for nothing from the next call on.")
                .doesNotContain(FINGERPRINT);
        assertThat(state(SECRET)).isEqualTo(AccessToken.State.REVOKED);
        assertThat(state("second")).isEqualTo(AccessToken.State.ACTIVE);
        assertThat(door.forgotten).containsExactly("shop-key");
        send(REVOKE, "fingerprint", FINGERPRINT);
        assertThat(get(LIST)).contains("There is no such token that counts any more.");
        assertThat(get(REVOKE + "?fingerprint=" + FINGERPRINT))
                .contains("No token fits")
                .doesNotContain("btn-danger");
    }

    @Test
    void allOfAnApplicationOrAUserAreRevokedAsWereShown() {
        add(SECRET, "shop-key", "admin", false);
        add("second", "shop-key", "joe", true);
        add("third", "hostile-key", "joe", true);

        assertThat(get(REVOKE + "?application=" + shop)).contains("Revoke 2 tokens?", "Revoke all 2");
        assertThat(get(REVOKE + "?user=joe")).contains("Revoke 2 tokens?");
        send(REVOKE, "user", "joe", "application", "", "fingerprint", "", "query", "");

        assertThat(get(LIST)).contains("2 tokens are good for nothing from the next call on.", "1 token<");
        assertThat(state(SECRET)).isEqualTo(AccessToken.State.ACTIVE);
        assertThat(door.forgotten).containsExactly("hostile-key", "shop-key");
        send(REVOKE, "application", String.valueOf(shop));
        assertThat(state(SECRET)).isEqualTo(AccessToken.State.REVOKED);
    }

    @Test
    void nobodyRevokesAllByALeftOutName() {
        add(SECRET, "shop-key", "admin", false);
        for (String[] fields : List.of(new String[] {}, new String[] {"query", "shop"}, new String[] {
            "fingerprint", FINGERPRINT.substring(0, 15)
        })) {
            HttpResponse<String> refused = send(REVOKE, fields);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("tokens: all of them");
        }
        assertThat(door.http.get(REVOKE).statusCode()).isEqualTo(400);
        assertThat(door.http.get(REVOKE + "?application=x").statusCode()).isEqualTo(400);
        assertThat(state(SECRET)).isEqualTo(AccessToken.State.ACTIVE);
    }

    @Test
    void aScriptTakesATokenBackThatItHas() {
        add(SECRET, "shop-key", "admin", false);
        String[] call = {
            "action", "revokeAccessToken", "accessToken", SECRET, "consumerKey", "shop-key", "authUser", "admin"
        };

        assertThat(door.http.post(SCRIPT, call).body().strip()).isEqualTo("{\"error\" : false}");
        assertThat(state(SECRET)).isEqualTo(AccessToken.State.REVOKED);
        assertThat(door.http.post(SCRIPT, call).body())
                .contains("\"error\" : true", "\" Error while revoking the access token\"")
                .doesNotContain(SECRET);
        door.http.get(PublisherDoor.LOGIN + "?action=logout");
        assertThat(door.http.post(SCRIPT, call).body()).contains("timeout");
        door.login("creator");
        assertThat(door.http.post(SCRIPT, call).body())
                .contains("User 'creator' does not have the required permission");
    }

    @Test
    void whoOnlyCreatesLooksAndFormsOfOthersDoNothing() {
        add(SECRET, "shop-key", "admin", false);
        assertThat(door.http.post(REVOKE, "fingerprint", FINGERPRINT).statusCode())
                .isEqualTo(403);
        door.http.get(PublisherDoor.LOGIN + "?action=logout");
        door.login("creator");
        assertThat(get(LIST)).contains(FINGERPRINT).doesNotContain("/tokens/revoke");
        assertThat(door.http.get(REVOKE + "?fingerprint=" + FINGERPRINT).statusCode())
                .isEqualTo(403);
        assertThat(send(REVOKE, "fingerprint", FINGERPRINT).statusCode()).isEqualTo(403);
        assertThat(state(SECRET)).isEqualTo(AccessToken.State.ACTIVE);
    }

    private long application(String name, String key) {
        long number = door.applications.add(Fixtures.application(name)).id();
        door.subscriptions.add(new Subscription(0, PHONE_ID, number, "Gold", SubscriptionStatus.UNBLOCKED));
        door.consumers.save(Fixtures.consumer(key));
        door.subscriptions.saveKey(new ApplicationKey(number, KeyType.PRODUCTION, key, Set.of()));
        return number;
    }

    private void add(String value, String key, String user, boolean ofUser) {
        door.tokens.add(new AccessToken(
                value,
                null,
                key,
                new UserName(Fixtures.TENANT, user),
                ofUser,
                new TreeSet<>(List.of("check")),
                Instant.now(),
                Duration.ofHours(1),
                AccessToken.State.ACTIVE));
    }

    private AccessToken.State state(String value) {
        return door.tokens.find(value).orElseThrow().state();
    }

    private String get(String path) {
        return door.http.get(path).body();
    }

    private HttpResponse<String> send(String address, String... fields) {
        Matcher matcher = TOKEN.matcher(get("/publisher/apis/new"));
        assertThat(matcher.find()).isTrue();
        List<String> all = new ArrayList<>(List.of("csrf_token", matcher.group(1)));
        all.addAll(List.of(fields));
        return door.http.post(address, all.toArray(String[]::new));
    }
}
