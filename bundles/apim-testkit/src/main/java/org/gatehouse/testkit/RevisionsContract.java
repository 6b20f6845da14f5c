package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;
import static org.gatehouse.testkit.Fixtures.creation;
import static org.gatehouse.testkit.Fixtures.phoneVerification;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Definition.Kind;
import org.gatehouse.domain.catalog.Definition.Syntax;
import org.gatehouse.domain.catalog.EndpointConfig;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Revision;
import org.gatehouse.domain.catalog.Revision.Cause;
import org.gatehouse.domain.catalog.Revisions;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.UserName;
import org.junit.jupiter.api.Test;

/** What every {@link Revisions} does. */
public abstract class RevisionsContract {
    private static final ApiId NEXT_ID = new ApiId(ADMIN, "PhoneVerification", "2.0.0");
    private static final UserName LEA = UserName.parse("lea");
    private static final Definition PETS = new Definition("{\"pets\": \"\u00fc\"}", Syntax.JSON, Kind.OPENAPI_3_0);
    private static final Definition DOGS = new Definition("dogs: 1", Syntax.YAML, Kind.SWAGGER_2);

    /** The empty port under test, the same one throughout a test. */
    protected abstract Revisions revisions();

    /** The APIs of which it tells. */
    protected abstract Apis apis();

    private List<Revision> all(ApiId api) {
        return revisions().each(api, (revision, before) -> revision);
    }

    @Test
    void eachSaveIsARevision() {
        apis().add(phoneVerification(), creation());
        Api saved = changed(1, "Gold").withLastUpdated(NOON.plusSeconds(60)).withLastUpdatedBy(LEA);
        apis().update(saved);

        List<Revision> kept = all(PHONE_ID);

        assertThat(kept).extracting(Revision::number).containsExactly(2L, 1L);
        assertThat(kept).extracting(Revision::cause).containsExactly(Cause.SAVED, Cause.CREATED);
        assertThat(kept).extracting(Revision::backTo).containsOnly(OptionalLong.empty());
        assertThat(kept).extracting(Revision::definition).containsOnly("");
        assertThat(kept).extracting(Revision::api).containsExactly(saved.withRevision(2), phoneVerification());
        assertThat(revisions().find(PHONE_ID, 1)).contains(kept.get(1));
        assertThat(revisions().find(PHONE_ID, 3)).isEmpty();
    }

    @Test
    void allThatIsSaidOfAnApiIsKept() {
        Endpoints endpoints = EndpointConfig.read(Map.of(
                "endpoint_type",
                "load_balance",
                "algoClassName",
                "org.apache.synapse.endpoints.algorithms.RoundRobin",
                "production_endpoints",
                List.of(
                        Map.of(
                                "url",
                                "http://a/1",
                                "config",
                                Map.of("actionDuration", "1500", "actionSelect", "fault")),
                        Map.of("url", "http://b/\u00fc"))));
        Api full = phoneVerification()
                .withVisibility(new Visibility(Visibility.Level.RESTRICTED, Set.of("a", "b")))
                .withAvailability(new Availability(Availability.Level.SPECIFIC_TENANTS, Set.of("example.com")))
                .withBackend(new Backend(endpoints, Backend.Implementation.INLINE, true, "user", "pass\"word"))
                .withResources(List.of(
                        new ApiResource("/*", "GET", AuthType.NONE, "Gold", "check", "mc.setPayload('\u00e4');\n")))
                .withScopes(List.of(new Scope("check", "Check", "", Set.of("admin", "lea"))))
                .withMediation(new Mediation("in", "out", "fault", true, 7, true))
                .withTransports(Set.of("https"))
                .withEnvironments(Set.of("one", "two"));
        apis().add(full, creation());

        assertThat(revisions().find(PHONE_ID, 1).orElseThrow().api()).isEqualTo(full);
    }

    @Test
    void endPointsThatCannotBeReadAreKept() {
        Api unreadable = phoneVerification().withBackend(Backend.of(new Endpoints.Unreadable("{broken")));
        apis().add(unreadable, creation());

        assertThat(revisions().find(PHONE_ID, 1).orElseThrow().api()).isEqualTo(unreadable);
    }

    @Test
    void whatChangesNothingIsNoRevision() {
        apis().add(phoneVerification(), creation(), PETS);
        apis().update(phoneVerification(), PETS);
        apis().update(phoneVerification().withRevision(2));
        Api pictured = phoneVerification()
                .withRevision(3)
                .withDescription(phoneVerification().description().withThumbnail("/picture"));
        apis().update(pictured);
        apis().move(PHONE_ID, 4, new Transition(null, ApiStatus.BLOCKED, ADMIN, NOON));

        List<Revision> kept = all(PHONE_ID);

        assertThat(kept).extracting(Revision::number).containsExactly(1L);
        assertThat(kept.get(0).api())
                .as("its status and thumbnail are those of now")
                .isEqualTo(pictured.withStatus(ApiStatus.BLOCKED).withRevision(1));
        apis().update(changed(5, "Gold"));
        assertThat(all(PHONE_ID)).extracting(Revision::number).containsExactly(6L, 1L);
    }

    @Test
    void anotherPasswordIsARevision() {
        Backend secured = phoneVerification().backend().withSecured(true).withUsername("u");
        apis().add(phoneVerification().withBackend(secured.withPassword("one")), creation());
        apis().update(phoneVerification().withBackend(secured.withPassword("two")));

        assertThat(all(PHONE_ID))
                .extracting(revision -> revision.api().backend().password())
                .containsExactly("two", "one");
    }

    @Test
    void theDefinitionOfEachIsKept() {
        apis().add(phoneVerification(), creation());
        apis().update(changed(1, "Gold"), PETS);
        apis().update(changed(2, "Unlimited"));
        apis().update(changed(3, "Gold"), DOGS);
        apis().update(changed(4, "Gold"), PETS);

        assertThat(revisions().definition(PHONE_ID, 1)).isEmpty();
        assertThat(revisions().definition(PHONE_ID, 2)).contains(PETS);
        assertThat(revisions().definition(PHONE_ID, 3)).contains(PETS);
        assertThat(revisions().definition(PHONE_ID, 4)).contains(DOGS);
        assertThat(revisions().definition(PHONE_ID, 5)).contains(PETS);
        assertThat(revisions().definition(PHONE_ID, 6)).isEmpty();
        List<String> told = all(PHONE_ID).stream().map(Revision::definition).toList();
        assertThat(told.get(4)).isEmpty();
        assertThat(told.get(3)).isNotEmpty().isEqualTo(told.get(2)).isEqualTo(told.get(0));
        assertThat(told.get(1)).isNotEmpty().isNotEqualTo(told.get(2));
    }

    @Test
    void goingBackIsARevisionToo() {
        apis().add(phoneVerification(), creation(), PETS);
        apis().update(changed(1, "Gold"), DOGS);

        apis().goBack(phoneVerification().withRevision(2), PETS, 1);

        Revision newest = all(PHONE_ID).get(0);
        assertThat(newest.cause()).isEqualTo(Cause.WENT_BACK);
        assertThat(newest.backTo()).hasValue(1);
        assertThat(newest.api()).isEqualTo(phoneVerification().withRevision(3));
        assertThat(apis().find(PHONE_ID)).contains(phoneVerification().withRevision(3));
        assertThat(apis().definition(PHONE_ID)).contains(PETS);
    }

    @Test
    void goingBackToWhenThereWasNoDefinitionEndsIt() {
        apis().add(phoneVerification(), creation());
        apis().update(phoneVerification(), PETS);

        apis().goBack(phoneVerification().withRevision(2), null, 1);

        assertThat(apis().definition(PHONE_ID)).isEmpty();
        assertThat(revisions().definition(PHONE_ID, 3)).isEmpty();
        assertThat(revisions().definition(PHONE_ID, 2)).contains(PETS);
        assertThat(all(PHONE_ID).get(0).definition()).isEmpty();
    }

    @Test
    void whatIsNotStoredIsNoRevision() {
        apis().add(phoneVerification(), creation());
        apis().update(changed(1, "Gold"));

        assertThatThrownBy(() -> apis().goBack(phoneVerification(), DOGS, 1)).isInstanceOf(Changed.class);
        assertThatThrownBy(() -> apis().update(changed(1, "Unlimited"), DOGS)).isInstanceOf(Changed.class);

        assertThat(all(PHONE_ID)).extracting(Revision::number).containsExactly(2L, 1L);
        assertThat(apis().definition(PHONE_ID)).isEmpty();
    }

    @Test
    void theNewestAreKept() {
        apis().add(phoneVerification(), creation(), PETS);
        for (int i = 1; i <= Revisions.MOST + 9; i++) {
            apis().update(
                            phoneVerification()
                                    .withRevision(i)
                                    .withMediation(Mediation.NONE.withCacheTimeoutSeconds(i)),
                            i == 3 ? DOGS : null);
        }

        List<Revision> kept = all(PHONE_ID);

        assertThat(kept).hasSize(Revisions.MOST);
        assertThat(kept.get(0).number()).isEqualTo(Revisions.MOST + 10);
        assertThat(kept.get(Revisions.MOST - 1).number()).isEqualTo(11);
        assertThat(revisions().definition(PHONE_ID, 11))
                .as("saved with a revision that is gone")
                .contains(DOGS);
        assertThat(revisions().definition(PHONE_ID, 2)).isEmpty();
    }

    @Test
    void whatAnotherVersionHasChangedIsARevisionBeforeTheNextSave() {
        apis().add(phoneVerification().withDefaultVersion(true), creation());
        apis().add(Fixtures.api(NEXT_ID, "/phone/{version}").withDefaultVersion(true), creation());
        Api moved = apis().find(PHONE_ID).orElseThrow();
        assertThat(moved.defaultVersion()).isFalse();

        apis().update(moved.withTiers(List.of("Gold")).withLastUpdated(NOON.plus(Duration.ofDays(1))));

        List<Revision> kept = all(PHONE_ID);
        assertThat(kept).extracting(Revision::cause).containsExactly(Cause.SAVED, Cause.FOUND, Cause.CREATED);
        assertThat(kept).extracting(Revision::number).containsExactly(3L, 2L, 1L);
        assertThat(kept.get(1).api()).isEqualTo(moved);
    }

    @Test
    void theyGoWithTheirApiAndWithNoOther() {
        apis().add(phoneVerification(), creation(), PETS);
        apis().add(Fixtures.api(NEXT_ID, "/phone/{version}"), creation(), DOGS);
        apis().update(changed(1, "Gold"));

        apis().remove(PHONE_ID);

        assertThat(all(PHONE_ID)).isEmpty();
        assertThat(revisions().definition(PHONE_ID, 1)).isEmpty();
        assertThat(all(NEXT_ID)).extracting(Revision::number).containsExactly(1L);
        assertThat(revisions().definition(NEXT_ID, 1)).contains(DOGS);
        apis().add(phoneVerification(), creation());
        assertThat(all(PHONE_ID)).extracting(Revision::cause).containsExactly(Cause.CREATED);
    }

    private static Api changed(long revision, String tier) {
        return phoneVerification().withRevision(revision).withTiers(List.of(tier));
    }
}
