package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;

final class BulkChangesTest extends PublisherRooms {
    private static final BulkChange PUBLISH = new BulkChange.Move(ApiStatus.PUBLISHED);
    private static final ApiId BARE = new ApiId(Fixtures.ADMIN, "Bare", "1.0.0");
    private static final ApiId ELSEWHERE = new ApiId(UserName.parse("admin@beta.example"), "Phone", "1.0.0");

    private final BulkChanges bulk = new BulkChanges(apis, subscriptions, lifecycle, editing, new TwoTiers(), clock);

    @Test
    void aPreviewSaysWhatWouldBecomeOfEachAndChangesNothing() {
        editing.create(ADMIN, draft(V1, "/phone"));
        published(V2, "/phone2");
        subscribe(V2);
        editing.create(ADMIN, draft(BARE, "/bare", new Endpoints.None()));
        List<Api> before = apis.all();

        List<BulkEffect> effects = bulk.preview(ADMIN, PUBLISH, List.of(V1, V2, BARE, ELSEWHERE));

        assertThat(effects).extracting(BulkEffect::id).containsExactly(V1, V2, BARE, ELSEWHERE);
        assertThat(kinds(effects))
                .containsExactly(
                        BulkEffect.Kind.POSSIBLE,
                        BulkEffect.Kind.NOTHING,
                        BulkEffect.Kind.REFUSED,
                        BulkEffect.Kind.MISSING);
        assertThat(effects).extracting(BulkEffect::subscribers).containsExactly(0L, 1L, 0L, 0L);
        assertThat(effects.get(2).why()).isEqualTo("At least one production or sandbox endpoint is required");
        assertThat(effects.get(0).status()).isEqualTo(ApiStatus.CREATED);
        assertThat(effects.get(3).status()).as("of another tenant").isNull();
        assertThat(kinds(bulk.preview(ADMIN, new BulkChange.Remove(), List.of(V1, V2))))
                .containsExactly(BulkEffect.Kind.POSSIBLE, BulkEffect.Kind.REFUSED);
        assertThat(apis.all()).isEqualTo(before);
    }

    @Test
    void eachIsChangedOrNotForItsOwnReasonsAndTwiceIsAsOnce() {
        editing.create(ADMIN, draft(V1, "/phone"));
        editing.create(ADMIN, draft(BARE, "/bare", new Endpoints.None()));
        editing.create(ADMIN, draft(V2, "/phone2"));
        Map<ApiId, Long> seen = seen(V1, BARE, V2, ELSEWHERE);

        assertThat(kinds(bulk.make(ADMIN, PUBLISH, seen)))
                .containsExactly(
                        BulkEffect.Kind.DONE, BulkEffect.Kind.REFUSED, BulkEffect.Kind.DONE, BulkEffect.Kind.MISSING);

        assertThat(gateway.has(V1)).isTrue();
        assertThat(gateway.has(V2)).isTrue();
        List<Api> after = apis.all();
        assertThat(kinds(bulk.make(ADMIN, PUBLISH, seen)))
                .containsExactly(
                        BulkEffect.Kind.NOTHING,
                        BulkEffect.Kind.REFUSED,
                        BulkEffect.Kind.NOTHING,
                        BulkEffect.Kind.MISSING);
        assertThat(apis.all()).isEqualTo(after);
    }

    @Test
    void whatSomebodyElseHasChangedSinceStaysAsItIs() {
        editing.create(ADMIN, draft(V1, "/phone"));
        editing.create(ADMIN, draft(V2, "/phone2"));
        Map<ApiId, Long> seen = seen(V1, V2);
        update(draft(V1, "/phone").withTiers(List.of("Unlimited")));

        for (BulkChange change : List.of(new BulkChange.Tag("x", true), PUBLISH, new BulkChange.Remove())) {
            BulkEffect first =
                    bulk.make(ADMIN, change, Map.of(V1, seen.get(V1))).get(0);
            assertThat(first.kind()).as(change.toString()).isEqualTo(BulkEffect.Kind.CHANGED);
            assertThat(first.why()).contains("it is CREATED at revision 2, and was at revision 1");
        }
        Api stored = apis.find(V1).orElseThrow();
        assertThat(stored.revision()).isEqualTo(2);
        assertThat(stored.description().tags()).isEmpty();
        assertThat(kinds(bulk.make(ADMIN, PUBLISH, seen)))
                .containsExactly(BulkEffect.Kind.CHANGED, BulkEffect.Kind.DONE);
    }

    @Test
    void tiersAreOfferedAndNotAnyMoreAndWhoIsThereStays() {
        editing.create(ADMIN, draft(V1, "/phone").withTiers(List.of("Gold")));
        editing.create(ADMIN, draft(V2, "/phone2").withTiers(List.of("Unlimited", "Gold")));
        subscribe(V2);

        BulkEffect unknown = bulk.make(ADMIN, new BulkChange.OfferTier("Lead", true), seen(V1))
                .get(0);
        assertThat(unknown.kind()).isEqualTo(BulkEffect.Kind.REFUSED);
        assertThat(unknown.why()).contains("Lead");
        assertThat(kinds(bulk.make(ADMIN, new BulkChange.OfferTier("Unlimited", true), seen(V1, V2))))
                .containsExactly(BulkEffect.Kind.DONE, BulkEffect.Kind.NOTHING);
        assertThat(kinds(bulk.make(ADMIN, new BulkChange.OfferTier("Gold", false), seen(V1, V2))))
                .containsExactly(BulkEffect.Kind.DONE, BulkEffect.Kind.DONE);
        List<BulkEffect> last = bulk.make(ADMIN, new BulkChange.OfferTier("Unlimited", false), seen(V1, V2));

        assertThat(kinds(last)).containsExactly(BulkEffect.Kind.REFUSED, BulkEffect.Kind.REFUSED);
        assertThat(last.get(0).why())
                .isEqualTo("tiers: none would be left (expected: one that it can be subscribed at)");
        assertThat(apis.find(V1).orElseThrow().tiers()).containsExactly("Unlimited");
        assertThat(apis.find(V2).orElseThrow().tiers()).containsExactly("Unlimited");
        assertThat(subscriptions.to(V2)).hasSize(1);
        assertThatThrownBy(() -> new BulkChange.OfferTier(" ", true))
                .hasMessage("tier: none (expected: the name of one)");
    }

    @Test
    void tagsComeAndGoAndTheRestStays() {
        ApiDraft tagged = draft(V1, "/phone").withDescription(Description.NONE.withTags(List.of("a", "b")));
        editing.create(ADMIN, tagged);
        editing.create(ADMIN, draft(V2, "/phone2"));

        assertThat(kinds(bulk.make(ADMIN, new BulkChange.Tag("a", true), seen(V1, V2))))
                .containsExactly(BulkEffect.Kind.NOTHING, BulkEffect.Kind.DONE);
        assertThat(kinds(bulk.make(ADMIN, new BulkChange.Tag("two words", true), seen(V1, V2))))
                .containsExactly(BulkEffect.Kind.DONE, BulkEffect.Kind.DONE);
        assertThat(kinds(bulk.make(ADMIN, new BulkChange.Tag("b", false), seen(V1, V2))))
                .containsExactly(BulkEffect.Kind.DONE, BulkEffect.Kind.NOTHING);

        assertThat(tags(V1)).containsExactly("a", "two words");
        assertThat(tags(V2)).containsExactly("a", "two words");
        assertThat(apis.find(V1).orElseThrow().resources()).isEqualTo(tagged.resources());
        for (String none : List.of("", " ", "a,b", "x".repeat(101))) {
            assertThatThrownBy(() -> new BulkChange.Tag(none, true))
                    .isInstanceOf(Invalid.class)
                    .hasMessage("tag: expected: 1 to 100 characters, none of them a comma");
        }
    }

    @Test
    void onlyWhatNobodyNeedsIsRemoved() {
        published(V1, "/phone");
        published(V2, "/phone2");
        subscribe(V2);
        Map<ApiId, Long> seen = seen(V1, V2);

        List<BulkEffect> effects = bulk.make(ADMIN, new BulkChange.Remove(), seen);

        assertThat(kinds(effects)).containsExactly(BulkEffect.Kind.DONE, BulkEffect.Kind.REFUSED);
        assertThat(effects.get(1).why()).isNotEmpty();
        assertThat(apis.find(V1)).isEmpty();
        assertThat(gateway.has(V1)).isFalse();
        assertThat(apis.find(V2)).isPresent();
        assertThat(kinds(bulk.make(ADMIN, new BulkChange.Remove(), seen)))
                .containsExactly(BulkEffect.Kind.MISSING, BulkEffect.Kind.REFUSED);
    }

    @Test
    void aGatewayThatIsAwayIsToldAndOneThatRefusesIsToo() {
        editing.create(ADMIN, draft(V1, "/phone"));
        TwinGateway other = new TwinGateway("Other");
        gateways.addDeployer(other);
        other.goAway(true);

        BulkEffect late = bulk.make(ADMIN, PUBLISH, seen(V1)).get(0);

        assertThat(late.kind()).isEqualTo(BulkEffect.Kind.DONE);
        assertThat(late.late()).containsExactly("Other");
        gateway.refuse();
        BulkEffect refused = bulk.make(ADMIN, new BulkChange.Move(ApiStatus.DEPRECATED), seen(V1))
                .get(0);
        assertThat(refused.kind()).isEqualTo(BulkEffect.Kind.REFUSED);
        assertThat(refused.why()).contains("Main");
        assertThat(apis.find(V1).orElseThrow().status()).isEqualTo(ApiStatus.PUBLISHED);
    }

    /** The rest is told, and can be changed by whoever asks once more. */
    @Test
    void nobodyWaitsForLong() {
        List<ApiId> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ApiId id = new ApiId(Fixtures.ADMIN, "Slow" + i, "1");
            editing.create(ADMIN, draft(id, "/slow" + i));
            ids.add(id);
        }
        Map<ApiId, Long> seen = seen(ids.toArray(ApiId[]::new));
        gateway.beforeDeploying(() -> clock.advance(Duration.ofSeconds(21)));

        assertThat(kinds(bulk.make(ADMIN, PUBLISH, seen)))
                .containsExactly(BulkEffect.Kind.DONE, BulkEffect.Kind.NOT_BEGUN, BulkEffect.Kind.NOT_BEGUN);
        assertThat(kinds(bulk.make(ADMIN, PUBLISH, seen)))
                .containsExactly(BulkEffect.Kind.NOTHING, BulkEffect.Kind.DONE, BulkEffect.Kind.DONE);
    }

    @Test
    void moreThanAHundredAreRefusedAndSoAreThoseWhoMayNot() {
        List<ApiId> many = IntStream.range(0, 101)
                .mapToObj(i -> new ApiId(Fixtures.ADMIN, "Many" + i, "1"))
                .toList();
        assertThatThrownBy(() -> bulk.preview(ADMIN, PUBLISH, many))
                .isInstanceOf(Invalid.class)
                .hasMessage("APIs: 101 (expected: at most 100 at once)");
        Map<ApiId, Long> seen = new LinkedHashMap<>();
        many.forEach(id -> seen.put(id, 1L));
        assertThatThrownBy(() -> bulk.make(ADMIN, PUBLISH, seen)).isInstanceOf(Invalid.class);
        Caller publisher = new Caller(BOTH2, Set.of(), Set.of(Permission.PUBLISH_APIS.path()));
        editing.create(ADMIN, draft(V1, "/phone"));
        assertThatThrownBy(() -> bulk.make(OTHER, PUBLISH, seen(V1))).isInstanceOf(Forbidden.class);
        for (BulkChange change :
                List.of(new BulkChange.Tag("x", true), new BulkChange.Tag("x", false), new BulkChange.Remove())) {
            assertThatThrownBy(() -> bulk.make(publisher, change, seen(V1)))
                    .as(change.toString())
                    .isInstanceOf(Forbidden.class);
            assertThat(kinds(bulk.preview(OTHER, change, List.of(V1)))).hasSize(1);
        }
    }

    private Map<ApiId, Long> seen(ApiId... ids) {
        Map<ApiId, Long> seen = new LinkedHashMap<>();
        for (ApiId id : ids) {
            seen.put(id, apis.find(id).map(Api::revision).orElse(1L));
        }
        return seen;
    }

    private List<String> tags(ApiId id) {
        return apis.find(id).orElseThrow().description().tags();
    }

    private static List<BulkEffect.Kind> kinds(List<BulkEffect> effects) {
        return effects.stream().map(BulkEffect::kind).toList();
    }

    private void subscribe(ApiId id) {
        long application = applications.add(Fixtures.application("App")).id();
        subscriptions.add(new Subscription(0, id, application, "Gold", SubscriptionStatus.UNBLOCKED));
    }
}
