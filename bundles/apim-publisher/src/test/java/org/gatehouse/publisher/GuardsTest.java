package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.definition.DefinitionChange;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuardsTest {
    private static final String PATH = "/pets/{id}";
    private static final ApiResource GUARDED = resource(AuthType.ANY, "Gold", "read", "answer()");
    private static final Scope READ = new Scope("read", "Read", "Reading", Set.of("a", "b"));

    @Test
    void whatIsTheSameIsNotTold() {
        assertThat(told(List.of(GUARDED), List.of(READ), List.of(GUARDED), List.of(READ)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ANY              | NONE             | OPENING  | no token now (before: a token of either kind)
            APPLICATION      | ANY              | OPENING  | a token of either kind now (before: a token of an application)
            NONE             | ANY              | BREAKING | a token of either kind now (before: no token)
            ANY              | APPLICATION_USER | BREAKING | a token of a user now (before: a token of either kind)
            APPLICATION_USER | APPLICATION      | BREAKING | a token of an application now (before: a token of a user)
            """)
    void whichTokensAreAskedFor(AuthType before, AuthType after, String effect, String what) {
        assertThat(resources(resource(before, "Gold", "read", null), resource(after, "Gold", "read", null)))
                .containsExactly(effect + " GET /pets/{id}: asks for " + what);
    }

    @Test
    void allThatStoodBeforeAResourceAndIsGoneIsTold() {
        assertThat(resources(GUARDED, resource(AuthType.NONE, "Unlimited", null, null)))
                .containsExactly(
                        "OPENING GET /pets/{id}: asks for no token now (before: a token of either kind)",
                        "OPENING GET /pets/{id}: asks for the scope none now (before: read)",
                        "OPENING GET /pets/{id}: has the tier Unlimited now (before: Gold)",
                        "BREAKING GET /pets/{id}: the script that answers is gone");
    }

    @Test
    void allThatStandsBeforeAResourceNowIsTold() {
        assertThat(resources(resource(AuthType.NONE, "Unlimited", null, null), GUARDED))
                .containsExactly(
                        "BREAKING GET /pets/{id}: asks for a token of either kind now (before: no token)",
                        "BREAKING GET /pets/{id}: asks for the scope read now (before: none)",
                        "BREAKING GET /pets/{id}: has the tier Gold now (before: Unlimited)",
                        "BREAKING GET /pets/{id}: a script answers now");
        assertThat(resources(GUARDED, resource(AuthType.ANY, "Silver", "write", "other()")))
                .containsExactly(
                        "BREAKING GET /pets/{id}: asks for the scope write now (before: read)",
                        "BREAKING GET /pets/{id}: has the tier Silver now (before: Gold)",
                        "BREAKING GET /pets/{id}: the script that answers differs");
    }

    @Test
    void aVariableOfAnotherNameIsNoOtherResource() {
        assertThat(resources(
                        GUARDED, new ApiResource("/pets/{name}", "GET", AuthType.NONE, "Gold", "read", "answer()")))
                .containsExactly("OPENING GET /pets/{name}: asks for no token now (before: a token of either kind)");
    }

    @Test
    void aNewResourceThatIsOpenToEverybodyIsTold() {
        assertThat(told(
                        List.of(),
                        List.of(),
                        List.of(GUARDED, new ApiResource("/all", "PUT", AuthType.NONE, "Gold", null, null)),
                        List.of()))
                .containsExactly("OPENING PUT /all: is new, and asks for no token");
    }

    @ParameterizedTest
    @CsvSource({
        "TenAMinute, TwentyAMinute, OPENING",
        "TwentyAMinute, TenAMinute, BREAKING",
        "TenAMinute, ThousandAnHour, OPENING",
        "ThousandAnHour, TwentyAMinute, BREAKING",
        "TenAMinute, Unlimited, OPENING",
        "Unlimited, ThousandAnHour, BREAKING",
        "TenAMinute, Gone, BREAKING",
        "Gone, TenAMinute, BREAKING",
    })
    void aTierThatLetsWhoeverKeptWithinTheOtherIsNoBreak(String before, String after, String effect) {
        assertThat(resources(resource(AuthType.ANY, before, null, null), resource(AuthType.ANY, after, null, null)))
                .containsExactly(effect + " GET /pets/{id}: has the tier " + after + " now (before: " + before + ")");
    }

    @Test
    void whatFallsToAResourceWithAnAsteriskIsAsOpenAsThatIs() {
        ApiResource everything = new ApiResource("/*", "GET", AuthType.NONE, "Gold", "read", "answer()");
        ApiResource pets = new ApiResource("/pets/*", "GET", AuthType.APPLICATION, "Gold", "read", "answer()");
        assertThat(told(List.of(GUARDED, everything), List.of(), List.of(everything), List.of()))
                .containsExactly("OPENING GET /pets/{id} (now: a call of /*): asks for no token now"
                        + " (before: a token of either kind)");
        assertThat(told(List.of(GUARDED, everything, pets), List.of(), List.of(everything, pets), List.of()))
                .containsExactly(
                        "BREAKING GET /pets/{id} (now: a call of /pets/*): asks for a token of an application now"
                                + " (before: a token of either kind)");
        assertThat(told(List.of(GUARDED), List.of(), List.of(), List.of())).isEmpty();
        ApiResource put = new ApiResource("/*", "PUT", AuthType.NONE, "Gold", null, null);
        assertThat(told(List.of(GUARDED, put), List.of(), List.of(put), List.of()))
                .isEmpty();
    }

    @Test
    void whatIsTakenFromAResourceWithAnAsteriskIsAsGuardedAsItWasOrIsTold() {
        ApiResource everything = new ApiResource("/*", "GET", AuthType.NONE, "Gold", "read", "answer()");
        assertThat(told(List.of(everything), List.of(), List.of(everything, GUARDED), List.of()))
                .containsExactly("BREAKING GET /pets/{id} (before: a call of /*): asks for a token of either kind now"
                        + " (before: no token)");
        assertThat(told(
                        List.of(everything),
                        List.of(),
                        List.of(everything, new ApiResource("/all", "GET", AuthType.NONE, "Gold", "read", "answer()")),
                        List.of()))
                .isEmpty();
    }

    @Test
    void whoHasAScopeIsTold() {
        assertThat(scopes(List.of(READ), List.of())).containsExactly("BREAKING the scope read is gone");
        assertThat(scopes(List.of(), List.of(READ))).containsExactly("COMPATIBLE the scope read is new");
        assertThat(scopes(List.of(READ), List.of(read("a"))))
                .containsExactly("BREAKING the scope read is for the roles a now (before: the roles a, b)");
        assertThat(scopes(List.of(READ), List.of(read("a", "b", "c"))))
                .containsExactly("OPENING the scope read is for the roles a, b, c now (before: the roles a, b)");
        assertThat(scopes(List.of(READ), List.of(read())))
                .containsExactly("OPENING the scope read is for everybody now (before: the roles a, b)");
        assertThat(scopes(List.of(read()), List.of(READ)))
                .containsExactly("BREAKING the scope read is for the roles a, b now (before: everybody)");
        assertThat(scopes(List.of(READ), List.of(new Scope("read", "Look", "Reading", Set.of("a", "b")))))
                .containsExactly("WORDS the scope read is described in other words");
    }

    @Test
    void theWorstAreToldFirstAndTheRestIsCounted() {
        DefinitionChanges.Found found = new DefinitionChanges.Found();
        for (int i = 0; i < 3000; i++) {
            found.add(new DefinitionChange(DefinitionChange.Effect.WORDS, "", "w".repeat(5000)));
        }
        found.add(new DefinitionChange(DefinitionChange.Effect.OPENING, "", "second"));
        found.add(new DefinitionChange(DefinitionChange.Effect.BREAKING, "", "first"));
        DefinitionChanges changes = found.all();
        assertThat(changes.told())
                .hasSize(DefinitionChanges.MOST)
                .extracting(DefinitionChange::what)
                .startsWith("first", "second")
                .allSatisfy(what -> assertThat(what).hasSizeLessThan(1100));
        assertThat(changes.size()).isEqualTo(3002);
    }

    private static List<String> resources(ApiResource before, ApiResource after) {
        return told(List.of(before), List.of(), List.of(after), List.of());
    }

    private static List<String> scopes(List<Scope> before, List<Scope> after) {
        return told(List.of(), before, List.of(), after);
    }

    private static List<String> told(
            List<ApiResource> before, List<Scope> scopesBefore, List<ApiResource> after, List<Scope> scopesAfter) {
        Api api = Fixtures.phoneVerification().withResources(before).withScopes(scopesBefore);
        Definition text = new Definition("", Definition.Syntax.JSON, Definition.Kind.SWAGGER_2);
        List<String> told = new ArrayList<>();
        Guards.compare(
                api,
                new ParsedDefinition(text, "", "", "", after, scopesAfter, List.of(), List.of()),
                new Limits(),
                change -> told.add(change.toString()));
        return told;
    }

    private static final class Limits implements Tiers {
        private static final Map<String, Tier> ALL = Map.of(
                "TenAMinute", tier(10, Duration.ofMinutes(1)),
                "TwentyAMinute", tier(20, Duration.ofMinutes(1)),
                "ThousandAnHour", tier(1000, Duration.ofHours(1)));

        private static Tier tier(long count, Duration unit) {
            return new Tier("", "", count, unit, Map.of());
        }

        @Override
        public List<Tier> offered(String tenant) {
            return List.copyOf(ALL.values());
        }

        @Override
        public Optional<Tier> find(String tenant, String name) {
            return Optional.ofNullable(ALL.get(name));
        }

        @Override
        public Set<String> denied(String tenant, Set<String> roles) {
            return Set.of();
        }
    }

    private static ApiResource resource(AuthType auth, String tier, String scope, String script) {
        return new ApiResource(PATH, "GET", auth, tier, scope, script);
    }

    private static Scope read(String... roles) {
        return new Scope("read", "Read", "Reading", Set.of(roles));
    }
}
