package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.publisher.rollout.Reconciler;
import org.gatehouse.testkit.Eventually;
import org.junit.jupiter.api.Test;

/** Of two who change what both have read, the later one is told. */
class RevisionTest extends PublisherRooms {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Endpoints NEWER = Endpoints.http("http://h/newer");

    @Test
    void theLaterChangeIsToldWhatDiffersAndWhoWasThere() {
        published(V1, "/phone");
        long seen = stored().revision();
        clock.advance(Duration.ofMinutes(5));
        editing.update(OTHER, V1, OptionalLong.of(seen), before -> draft(V1, "/phone", NEWER));
        ApiDraft later = draft(V1, "/phone", HTTP, List.of("Unlimited"), false);

        assertThatThrownBy(() -> editing.update(ADMIN, V1, OptionalLong.of(seen), before -> later))
                .isInstanceOfSatisfying(
                        Changed.class, told -> assertThat(told.revision()).isEqualTo(seen + 1))
                .hasMessage("Phone 1.0.0 has been changed meanwhile by both2 at " + clock.instant()
                        + ": it is PUBLISHED at revision 3, and was at revision 2 when it was read. What is stored differs"
                        + " from what was sent in end point, tiers. Nothing has been saved.");

        assertThat(stored().backend().endpoints()).isEqualTo(NEWER);
        assertThat(stored().tiers()).containsExactly("Gold");
        assertThat(gateway.find(V1)).as("never brought there").map(Api::tiers).contains(List.of("Gold"));
        editing.update(ADMIN, V1, OptionalLong.of(seen + 1), before -> later);
        assertThat(stored().tiers()).as("having been told").containsExactly("Unlimited");
    }

    @Test
    void whoDoesNotKnowOfRevisionsOverwritesAsEver() {
        Api created = editing.create(ADMIN, draft(V1, "/phone"));
        update(draft(V1, "/phone", NEWER));

        Api after = update(draft(V1, "/phone", HTTP)).value();

        assertThat(created.revision()).isEqualTo(1);
        assertThat(after).isEqualTo(stored());
        assertThat(after.revision()).isEqualTo(3);
        assertThat(after.backend().endpoints()).isEqualTo(HTTP);
    }

    @Test
    void aStepRaisesItAndIsNotTakenFromAnOlderOne() {
        editing.create(ADMIN, draft(V1, "/phone"));
        StatusChange publish = StatusChange.to(ApiStatus.PUBLISHED).from(OptionalLong.of(1));
        clock.advance(Duration.ofMinutes(5));
        update(draft(V1, "/phone", NEWER));

        assertThatThrownBy(() -> lifecycle.setStatus(ADMIN, V1, publish))
                .isInstanceOf(Changed.class)
                .hasMessage("Phone 1.0.0 has been changed meanwhile by admin at " + clock.instant()
                        + ": it is CREATED at revision 2, and was at revision 1 when it was read. It stays as it is.");
        assertThat(gateway.has(V1)).isFalse();

        clock.advance(Duration.ofMinutes(5));
        lifecycle.setStatus(ADMIN, V1, publish.from(OptionalLong.of(2)));
        assertThat(stored().revision()).isEqualTo(3);
        assertThatThrownBy(() -> editing.update(OTHER, V1, OptionalLong.of(2), before -> draft(V1, "/phone", NEWER)))
                .hasMessage("Phone 1.0.0 has been changed meanwhile by admin at " + clock.instant()
                        + ": it is PUBLISHED at revision 3, and was at revision 2 when it was read. All that was sent is"
                        + " stored already. Nothing has been saved.");
    }

    @Test
    void oneThatHasChangedIsNotRemovedByWhoDidNotSeeThat() {
        editing.create(ADMIN, draft(V1, "/phone"));
        update(draft(V1, "/phone", NEWER));

        assertThatThrownBy(() -> editing.remove(ADMIN, V1, OptionalLong.of(1)))
                .isInstanceOf(Changed.class)
                .hasMessageEndingWith("It stays as it is.");
        assertThat(stored().revision()).isEqualTo(2);

        editing.remove(ADMIN, V1, OptionalLong.of(2));
        assertThat(apis.find(V1)).isEmpty();
    }

    @Test
    void whatIsThereAlreadyIsNoConflict() {
        published(V1, "/phone");

        lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED).from(OptionalLong.of(1)));

        assertThat(stored().revision()).isEqualTo(2);
    }

    /** As if another server had not waited for its turn. */
    @Test
    void aGatewayIsBroughtToWhatIsStoredWhenAChangeComesTooLate() {
        published(V1, "/phone");
        gateway.lose(V1);
        Reconciler reconciler = new Reconciler(apis, gateways, turns, Duration.ofMillis(10));
        try {
            reconciler.addDeployer(gateway);
            Eventually.within(LIMIT, "the gateway has what it has lost", () -> gateway.has(V1));
            Transition blocked = new Transition(ApiStatus.PUBLISHED, ApiStatus.BLOCKED, BOTH2, clock.instant());
            gateway.beforeDeploying(() -> apis.move(V1, stored().revision(), blocked));

            assertThatThrownBy(() -> update(draft(V1, "/phone", NEWER))).isInstanceOf(Changed.class);

            assertThat(stored().status()).isEqualTo(ApiStatus.BLOCKED);
            assertThat(stored().backend().endpoints()).isEqualTo(HTTP);
            Eventually.within(
                    LIMIT,
                    "the gateway has what is stored",
                    () -> gateway.find(V1).filter(stored()::equals).isPresent());
        } finally {
            reconciler.close();
        }
    }

    private Api stored() {
        return apis.find(V1).orElseThrow();
    }
}
