package org.gatehouse.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierDraft;
import org.gatehouse.domain.tier.TierEditor;
import org.gatehouse.domain.tier.TierPermission;
import org.gatehouse.domain.tier.TierRevision;
import org.gatehouse.domain.tier.TierUse;
import org.gatehouse.web.Served;
import org.gatehouse.web.console.tiers.TierPages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TierPagesTest {
    private static final String SIGN_IN = "/carbon/site/pages/login.jag";
    private static final String LIST = "/carbon/admin/tiers.jsp";
    private static final String ONE = "/carbon/admin/tier.jsp";
    private static final String GOLD = ONE + "?tier=Gold";
    private static final Pattern REVISION = Pattern.compile("name=\"revision\" value=\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Editor editor = new Editor();
    private final Served http = new Served("/carbon", new HttpServlet() {}, pages());

    private ConsolePages pages() {
        ConsolePages pages = new ConsolePages(new People());
        pages.addSection(new TierPages(editor));
        return pages;
    }

    @BeforeEach
    void signIn() {
        editor.tiers.put("Gold", new Tier("Gold", "Gold plan", 20, MINUTE, Map.of("Plan", "a<b")));
        signIn("admin");
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private void signIn(String user) {
        http.submit(SIGN_IN, SIGN_IN, "username", user, "password", user);
    }

    private static String revision(HttpResponse<String> page) {
        Matcher revision = REVISION.matcher(page.body());
        assertThat(revision.find()).isTrue();
        return revision.group(1);
    }

    private HttpResponse<String> save(String revision, String calls) {
        return save(revision, calls, "Plan=free\r\n Zone = eu ");
    }

    private HttpResponse<String> save(String revision, String calls, String attributes) {
        return http.submit(
                GOLD,
                ONE,
                "revision",
                revision,
                "tier",
                "Gold",
                "displayName",
                "Typed",
                "calls",
                calls,
                "milliseconds",
                "60000",
                "attributes",
                attributes);
    }

    @Test
    void tiersAreListedWithWhatTheyLetThrough() {
        assertThat(http.get(LIST).body())
                .contains("/carbon/admin/tier.jsp?tier=Gold", "Gold plan", "20 in 60000 ms", "Plan=a&lt;b", "1 tier");
    }

    @Test
    void theFormIsFilledAndWhatIsSavedIsInForce() {
        HttpResponse<String> form = http.get(GOLD);
        assertThat(form.body())
                .contains("value=\"20\"", "value=\"60000\"", "value=\"Gold plan\"", "Plan=a&lt;b</textarea>");

        assertThat(save(revision(form), "21").statusCode()).isEqualTo(302);
        assertThat(http.get(LIST).body()).contains("Tier Gold is in force.", "21 in 60000 ms");
        assertThat(editor.tiers.get("Gold").attributes()).isEqualTo(Map.of("Plan", "free", "Zone", "eu"));
    }

    @Test
    void anAttributeThatDoesNotFitOnALineIsNotShownAndStaysAsItIs() {
        Map<String, String> attributes = Map.of("Plan", "free", "Terms", "fair\nQuotaPerDay=1", "a=b", "c");
        editor.tiers.put("Gold", new Tier("Gold", "Gold", 20, MINUTE, attributes));
        HttpResponse<String> form = http.get(GOLD);
        assertThat(form.body())
                .contains("\nPlan=free</textarea>", "do not fit on a line stay as they are: Terms, a=b</p>");

        assertThat(save(revision(form), "20", "Plan=free").statusCode()).isEqualTo(302);
        assertThat(editor.tiers.get("Gold").attributes()).isEqualTo(attributes);
    }

    @Test
    void anAttributeStandsThereOnce() {
        editor.tiers.put("Gold", new Tier("Gold", "Gold", 20, MINUTE, Map.of("Terms", "1\n2")));
        String seen = revision(http.get(GOLD));

        assertThat(save(seen, "20", "Zone=1\r\nPlan=a=b\r\nZone = 2").body())
                .contains("Attribute Zone is there twice.", "Plan=a=b");
        assertThat(save(seen, "20", "Terms=3").body()).contains("Attribute Terms is there twice.");
        assertThat(editor.tiers.get("Gold").attributes()).isEqualTo(Map.of("Terms", "1\n2"));
    }

    @Test
    void whoComesSecondIsToldWhatChangedKeepsWhatWasTypedAndSavesDeliberately() {
        String seen = revision(http.get(GOLD));
        editor.tiers.put("Gold", new Tier("Gold", "Gold plan", 30, MINUTE, Map.of("Plan", "a<b")));

        HttpResponse<String> refused = save(seen, "21");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("Somebody else has changed this tier", "limit: 20 calls, now 30 calls")
                .contains("value=\"21\"", "value=\"Typed\"", "Plan=free", "Save all the same");
        assertThat(editor.tiers.get("Gold").count()).isEqualTo(30);
        assertThat(save(seen, "21").statusCode()).as("the old revision, again").isEqualTo(409);

        assertThat(save(revision(refused), "21").statusCode()).isEqualTo(302);
        assertThat(editor.tiers.get("Gold").count()).isEqualTo(21);
    }

    @Test
    void aTierThatSomebodyElseHasRemovedMayBeAddedAgain() {
        String seen = revision(http.get(GOLD));
        HttpResponse<String> form = http.get(GOLD);
        editor.tiers.clear();

        HttpResponse<String> refused =
                http.submit(ONE, ONE, "revision", revision(form), "tier", "Gold", "calls", "1", "milliseconds", "5");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("it was removed", "<input class=\"form-control\" id=\"tier\"");
        assertThat(revision(refused)).isEqualTo("none").isNotEqualTo(seen);
        http.submit(ONE, ONE, "revision", "none", "tier", "Gold", "calls", "1", "milliseconds", "5");
        assertThat(editor.tiers.get("Gold").unit()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void whatCannotBeSavedIsSaidFieldByField() {
        HttpResponse<String> refused = http.submit(
                ONE, ONE, "revision", "none", "tier", " ", "calls", "many", "milliseconds", "0", "attributes", "Plan");
        assertThat(refused.body())
                .contains("A tier needs a name.", "Calls are a whole number from 0 to 2147483647.")
                .contains("The time unit is a whole number from 1 to 2147483647.")
                .contains("An attribute is name=value, not ‘Plan’.");
        assertThat(http.submit(ONE, ONE, "revision", "x", "tier", "A", "calls", "1", "milliseconds", "1")
                        .statusCode())
                .isEqualTo(400);
        assertThat(http.get(ONE + "?tier=None").statusCode()).isEqualTo(404);
        assertThat(editor.tiers).containsOnlyKeys("Gold");
    }

    @Test
    void whatTheFileCannotHoldIsRefusedInWordsForPeople() {
        assertThat(named("x".repeat(101), "Plan=x"))
                .contains("<a href=\"#displayName\">A displayed name has at most 100 characters.");
        assertThat(named("a\u0001b", "Plan=x"))
                .contains("<a href=\"#displayName\">There is an invisible character, U+0001, which cannot be stored.");
        assertThat(named("Gold", "Plan=x\uFFFFy"))
                .contains("<a href=\"#attributes\">There is an invisible character, U+FFFF, which cannot be stored.");
        assertThat(editor.tiers.get("Gold").displayName()).isEqualTo("Gold plan");

        named("x".repeat(100), "Plan=x\ty");
        assertThat(editor.tiers.get("Gold").displayName()).hasSize(100);
        assertThat(editor.tiers.get("Gold").attributes()).isEqualTo(Map.of("Plan", "x\ty"));
    }

    private String named(String displayName, String attributes) {
        return http.submit(
                        GOLD,
                        ONE,
                        "revision",
                        revision(http.get(GOLD)),
                        "tier",
                        "Gold",
                        "displayName",
                        displayName,
                        "calls",
                        "20",
                        "milliseconds",
                        "60000",
                        "attributes",
                        attributes)
                .body();
    }

    @Test
    void theRoomRefusesAtTheFieldThatItNames() {
        assertThat(refused("tier: bad (expected: another)"))
                .contains("<a href=\"#tier\">tier: bad (expected: another)");
        assertThat(refused("displayName: bad")).contains("<a href=\"#displayName\">displayName: bad");
        assertThat(refused("attribute: a b (expected: c)")).contains("<a href=\"#attributes\">attribute: a b");
        assertThat(refused("line 3: tier New: Plan: x")).contains("<a href=\"#attributes\">line 3: tier New");
        assertThat(refused("tiers.xml: too long")).contains("<li>tiers.xml: too long</li>");

        editor.refusal = new Invalid("tier: bad");
        assertThat(save(revision(http.get(GOLD)), "1").body())
                .as("a name that is not to be changed")
                .contains("<li>tier: bad</li>");
    }

    private String refused(String words) {
        editor.refusal = new Invalid(words);
        return add("New").body();
    }

    private HttpResponse<String> add(String name) {
        return http.submit(
                ONE, ONE, "revision", "none", "tier", name, "calls", "1", "milliseconds", "5", "attributes", "Plan=x");
    }

    @Test
    void aTierIsNotAddedOverOneOfItsName() {
        HttpResponse<String> refused = add("Gold");
        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(refused.body())
                .contains("<a href=\"#tier\">There is a tier of the name Gold.", "Plan=x</textarea>")
                .doesNotContain("Somebody else", "all the same");
        assertThat(revision(refused)).isEqualTo("none");

        editor.meanwhile = new Tier("New", "New", 7, MINUTE, Map.of());
        assertThat(add("New").body())
                .as("somebody else added it a moment ago")
                .contains("<a href=\"#tier\">There is a tier of the name New.");
        assertThat(editor.tiers.get("New").count()).isEqualTo(7);
    }

    @Test
    void aConflictWithoutAChangeIsToldInItsOwnWords() {
        editor.refusal = new Conflict("others change tiers all the time");

        HttpResponse<String> refused = save(revision(http.get(GOLD)), "21");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("<li>others change tiers all the time</li>", "value=\"21\"")
                .doesNotContain("Somebody else");
    }

    @Test
    void whoDoesNotManageTiersSeesNone() {
        http.submit(LIST, "/carbon/logout");
        signIn("visitor");
        assertThat(http.get(LIST).statusCode()).isEqualTo(403);
        assertThat(http.get(GOLD).statusCode()).isEqualTo(403);
    }

    @Test
    void whoMayNotAnyMoreIsToldSoWhateverWasTyped() {
        HttpResponse<String> form = http.get(GOLD);
        Matcher token = TOKEN.matcher(form.body());
        assertThat(token.find()).isTrue();
        editor.isClosed = true;

        assertThat(http.post(ONE, "csrf_token", token.group(1), "revision", revision(form), "tier", "", "calls", "many")
                        .statusCode())
                .isEqualTo(403);
    }

    /** Keeps tiers as the tier manager does. */
    private static final class Editor implements TierEditor {
        private final Map<String, Tier> tiers = new TreeMap<>();
        private @Nullable RuntimeException refusal;
        private @Nullable Tier meanwhile;
        private boolean isClosed;

        @Override
        public List<Tier> all(Caller caller) {
            if (isClosed) {
                throw new Forbidden("closed");
            }
            caller.requireAny(Permission.MANAGE_TIERS);
            return List.copyOf(tiers.values());
        }

        @Override
        public void save(Caller caller, TierDraft draft, @Nullable TierRevision seen) {
            caller.requireAny(Permission.MANAGE_TIERS);
            if (refusal != null) {
                throw refusal;
            }
            if (meanwhile != null) {
                tiers.put(meanwhile.name(), meanwhile);
            }
            if (seen != null && !seen.changes(tiers.get(draft.name())).isEmpty()) {
                throw new Conflict("another by now");
            }
            tiers.put(
                    draft.name(),
                    new Tier(draft.name(), draft.displayName(), draft.count(), draft.unit(), draft.attributes()));
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

    private static final class People implements Authenticator {
        @Override
        public Optional<Caller> authenticate(UserName user, String password, Origin from) {
            return password.equals(user.name()) ? asCaller(user) : Optional.empty();
        }

        @Override
        public Optional<Caller> asCaller(UserName user) {
            return user.name().equals("admin")
                    ? Optional.of(new Caller(user, Set.of("admin"), Set.of("/permission/admin")))
                    : Optional.of(new Caller(user, Set.of(), Set.of(Permission.LOGIN.path())));
        }
    }
}
