package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;
import static org.gatehouse.testkit.Fixtures.TENANT;
import static org.gatehouse.testkit.Fixtures.api;
import static org.gatehouse.testkit.Fixtures.creation;
import static org.gatehouse.testkit.Fixtures.phoneVerification;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Endpoints.Balancing;
import org.gatehouse.domain.catalog.Endpoints.Retries;
import org.gatehouse.domain.catalog.Endpoints.Settings;
import org.gatehouse.domain.catalog.Endpoints.Sides;
import org.gatehouse.domain.catalog.Endpoints.Suspension;
import org.gatehouse.domain.catalog.Endpoints.Target;
import org.gatehouse.domain.catalog.Endpoints.Timeout;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.UserName;
import org.junit.jupiter.api.Test;

/** What every {@link Apis} does. */
public abstract class ApisContract {
    private static final ApiId NEXT_ID = new ApiId(ADMIN, "PhoneVerification", "2.0.0");

    /** The empty port under test, the same one throughout a test. */
    protected abstract Apis apis();

    @Test
    void whatIsAddedIsFoundByIdAndByContext() {
        Api phone = phoneVerification();

        apis().add(phone, creation());

        assertThat(apis().find(PHONE_ID)).contains(phone);
        assertThat(apis().findByContext("/phone/1.0.0")).contains(phone);
        assertThat(apis().findByContext("/phone/{version}")).isEmpty();
        assertThat(apis().history(PHONE_ID)).containsExactly(creation());
    }

    @Test
    void theScopeThatGuardsAResourceIsFound() {
        apis().add(phoneVerification(), creation());

        assertThat(apis().scopeOf("/phone/1.0.0", "/CheckPhoneNumber", "POST")).contains("check");
        assertThat(apis().scopeOf("/phone/1.0.0", "/CheckPhoneNumber", "GET")).isEmpty();
        assertThat(apis().scopeOf("/phone/1.0.0", "/other", "POST")).isEmpty();
        assertThat(apis().scopeOf("/phone/2.0.0", "/CheckPhoneNumber", "POST")).isEmpty();
    }

    @Test
    void unknownApiIsNotFound() {
        assertThat(apis().find(PHONE_ID)).isEmpty();
        assertThat(apis().findByContext("/phone/1.0.0")).isEmpty();
        assertThat(apis().history(PHONE_ID)).isEmpty();
        assertThatThrownBy(() -> apis().update(phoneVerification())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> apis().move(PHONE_ID, creation())).isInstanceOf(NotFound.class);
        apis().remove(PHONE_ID);
    }

    @Test
    void sameApiTwiceIsAConflict() {
        apis().add(phoneVerification(), creation());

        assertThatThrownBy(() -> apis().add(api(PHONE_ID, "/other/{version}"), creation()))
                .isInstanceOf(Conflict.class);
        assertThat(apis().findByContext("/phone/1.0.0")).isPresent();
        assertThat(apis().findByContext("/other/1.0.0")).isEmpty();
    }

    @Test
    void versionsShareATemplateAndOtherApisDoNot() {
        apis().add(phoneVerification(), creation());
        apis().add(api(NEXT_ID, "/phone/{version}"), creation());

        assertThat(apis().versions(ADMIN, "PhoneVerification"))
                .extracting(Api::id)
                .containsExactly(PHONE_ID, NEXT_ID);
        assertThatThrownBy(() -> apis().add(api(new ApiId(ADMIN, "Fax", "3.0.0"), "/phone/{version}"), creation()))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> apis().add(api(new ApiId(ADMIN, "Fax", "3.0.0"), "/phone/1.0.0"), creation()))
                .isInstanceOf(Conflict.class);
        assertThat(apis().all()).hasSize(2);
    }

    @Test
    void versionsAreFromTheOldestOnHoweverTheyCame() {
        List<ApiId> inOrder = Stream.of("1.9-rc1", "1.9", "1.10")
                .map(version -> new ApiId(ADMIN, "PhoneVerification", version))
                .toList();
        for (int i : new int[] {2, 0, 1}) {
            apis().add(api(inOrder.get(i), "/phone/{version}"), creation());
        }
        assertThat(apis().versions(ADMIN, "PhoneVerification"))
                .extracting(Api::id)
                .containsExactlyElementsOf(inOrder);
        assertThat(apis().all()).extracting(Api::id).containsExactlyElementsOf(inOrder);
    }

    @Test
    void allAreByNameAndVersionAndByTenant() {
        ApiId fax = new ApiId(ADMIN, "Fax", "1.0");
        apis().add(api(NEXT_ID, "/phone/{version}"), creation());
        apis().add(phoneVerification(), creation());
        apis().add(api(fax, "/fax"), creation());

        assertThat(apis().all(TENANT)).extracting(Api::id).containsExactly(fax, PHONE_ID, NEXT_ID);
        assertThat(apis().all()).extracting(Api::id).containsExactly(fax, PHONE_ID, NEXT_ID);
        assertThat(apis().all("nobody.example.com")).isEmpty();
    }

    @Test
    void updateReplacesAllButTheStatus() {
        apis().add(phoneVerification(), creation());
        Api changed = new Api(
                PHONE_ID,
                "/telephone/{version}",
                ApiStatus.RETIRED,
                Description.NONE,
                new Visibility(Visibility.Level.RESTRICTED, Set.of("admin", "creator")),
                new Availability(Availability.Level.SPECIFIC_TENANTS, Set.of("example.com")),
                new Backend(balanced(), Backend.Implementation.INLINE, true, "joe", "secret"),
                Set.of("https"),
                List.of("Bronze"),
                List.of(new ApiResource("/*", "GET", AuthType.APPLICATION, "Bronze", null, "mc.setProperty('a');")),
                List.of(),
                new Mediation("in", "out", "fault", true, 60, true),
                true,
                Set.of(),
                NOON.plusSeconds(1));

        apis().update(changed);

        assertThat(apis().find(PHONE_ID)).contains(changed.withStatus(ApiStatus.PUBLISHED));
        assertThat(apis().findByContext("/phone/1.0.0")).isEmpty();
        assertThat(apis().findByContext("/telephone/1.0.0")).isPresent();
    }

    @Test
    void updateToTheContextOfAnotherIsAConflict() {
        ApiId fax = new ApiId(ADMIN, "Fax", "1.0");
        apis().add(phoneVerification(), creation());
        apis().add(api(fax, "/fax"), creation());

        assertThatThrownBy(() -> apis().update(api(fax, "/phone/{version}"))).isInstanceOf(Conflict.class);
        assertThat(apis().find(fax).map(Api::context)).contains("/fax");
    }

    @Test
    void moveSetsTheStatusAndKeepsTheHistory() {
        apis().add(phoneVerification(), creation());
        Transition retirement = new Transition(
                ApiStatus.PUBLISHED, ApiStatus.RETIRED, new UserName("example.com", "joe@mail"), NOON.plusSeconds(9));

        apis().move(PHONE_ID, retirement);

        assertThat(apis().find(PHONE_ID)).contains(phoneVerification().withStatus(ApiStatus.RETIRED));
        assertThat(apis().history(PHONE_ID)).containsExactly(creation(), retirement);
    }

    @Test
    void removedApiLeavesNothing() {
        apis().add(phoneVerification(), creation());

        apis().remove(PHONE_ID);

        assertThat(apis().all()).isEmpty();
        assertThat(apis().history(PHONE_ID)).isEmpty();
        apis().add(phoneVerification(), creation());
        assertThat(apis().history(PHONE_ID)).containsExactly(creation());
    }

    @Test
    void scopeIsTakenByOtherApisOfTheTenantOnly() {
        apis().add(phoneVerification(), creation());

        assertThat(apis().scopeTaken(TENANT, "check", NEXT_ID)).isTrue();
        assertThat(apis().scopeTaken(TENANT, "check", PHONE_ID)).isFalse();
        assertThat(apis().scopeTaken(TENANT, "other", NEXT_ID)).isFalse();
        assertThat(apis().scopeTaken("example.com", "check", NEXT_ID)).isFalse();
    }

    private static Endpoints balanced() {
        Target odd = new Target(
                "http://h/?a=&'\"\\\u00e9",
                new Settings(
                        "soap11",
                        "MTOM",
                        new Timeout(Optional.of(Duration.ofMillis(30_001)), "fault"),
                        new Suspension(
                                List.of("101503", "101504"),
                                Optional.of(Duration.ofSeconds(1)),
                                Optional.of(Duration.ofDays(400)),
                                Optional.of(1.5)),
                        new Retries(List.of("101500"), Optional.of(3), Optional.of(Duration.ZERO))));
        return new Endpoints.LoadBalanced(
                new Sides<>(Optional.of(List.of(odd, Target.of("http://i/"))), Optional.of(List.of(odd))),
                new Balancing("com.example.Algorithm", "soap", Optional.of(Duration.ofMillis(100)), true));
    }
}
