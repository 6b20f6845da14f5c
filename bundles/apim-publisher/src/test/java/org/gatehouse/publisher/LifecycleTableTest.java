package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state of an API and every one that it may go to, with every way to tick the check list. */
final class LifecycleTableTest extends PublisherRooms {
    /**
     * What becomes of an API of the state on the left that is to have the state above: {@code on} gateways or {@code off} them;
     * {@code out} in the open, on gateways and with the rest of the check list; {@code -} for nothing at all.
     */
    private static final String STEPS = """
            to          CREATED  PROTOTYPED  PUBLISHED  DEPRECATED  BLOCKED  RETIRED
            CREATED     -        on          out        on          on       off
            PROTOTYPED  off      -           out        on          on       off
            PUBLISHED   off      on          -          on          on       off
            DEPRECATED  off      on          on         -           on       off
            BLOCKED     off      on          on         on          -        off
            RETIRED     off      on          on         on          on       -
            """;

    static Stream<Arguments> steps() {
        return table().flatMap(step -> Stream.of(true, false)
                .flatMap(propagates -> Stream.of(true, false)
                        .flatMap(deprecates -> Stream.of(true, false)
                                .map(requires -> argumentSet(
                                        step.from + " to " + step.to + (propagates ? ", propagated" : "")
                                                + (deprecates ? ", older deprecated" : "")
                                                + (requires ? ", resubscribed" : ""),
                                        step,
                                        new StatusChange(
                                                step.to, propagates, deprecates, requires, OptionalLong.empty()))))));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepDoesWhatTheTableSays(Step step, StatusChange wanted) {
        Api before = at(step.from);
        List<Transition> lived = apis.history(V2);

        List<Transition> life = lifecycle.setStatus(ADMIN, V2, wanted).value();

        Api after = apis.find(V2).orElseThrow();
        assertThat(after.status()).isEqualTo(step.to);
        if (step.becomes.equals("-")) {
            assertThat(after).isEqualTo(before);
            assertThat(life).isEqualTo(lived);
        } else {
            assertThat(after.revision()).isEqualTo(before.revision() + 1);
            assertThat(life).startsWith(lived.toArray(Transition[]::new)).hasSize(lived.size() + 1);
            assertThat(life.get(lived.size()))
                    .isEqualTo(new Transition(step.from, step.to, Fixtures.ADMIN, clock.instant()));
        }
        boolean follows = wanted.applyToGateway() && !step.becomes.equals("-");
        assertThat(gateway.find(V2).map(Api::status))
                .as("what the gateway has")
                .isEqualTo(Optional.of(follows ? step.to : step.from)
                        .filter(there -> follows ? !step.becomes.equals("off") : there.isOnGateway()));
        boolean comesOut = step.becomes.equals("out");
        assertThat(subscriptions.to(V2))
                .as("subscriptions")
                .hasSize(comesOut && !wanted.requireResubscription() ? 1 : 0);
        assertThat(statusOf(V1))
                .isEqualTo(comesOut && wanted.deprecateOlder() ? ApiStatus.DEPRECATED : ApiStatus.PUBLISHED);
        assertThat(gateway.find(V1).map(Api::status)).contains(statusOf(V1));
    }

    static Stream<Arguments> unseenSteps() {
        return table().filter(step -> !step.becomes.equals("-"))
                .flatMap(step -> Stream.of(ApiStatus.values())
                        .map(there -> argumentSet(
                                there + " on gateways, then " + step.from + " unseen, then " + step.to, there, step)));
    }

    /** A step that gateways did not see is no reason to keep another one from them. */
    @ParameterizedTest
    @MethodSource("unseenSteps")
    void gatewaysFollowWhateverTheyHave(ApiStatus there, Step step) {
        at(there);
        lifecycle.setStatus(ADMIN, V2, new StatusChange(step.from, false, false, false, OptionalLong.empty()));
        lifecycle.setStatus(ADMIN, V2, StatusChange.to(step.to));
        assertThat(gateway.find(V2).map(Api::status))
                .isEqualTo(Optional.of(step.to).filter(ApiStatus::isOnGateway));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRemovedIsOnNoGateway(ApiStatus unseen) {
        at(ApiStatus.PUBLISHED);
        lifecycle.setStatus(ADMIN, V2, new StatusChange(unseen, false, false, false, OptionalLong.empty()));
        editing.remove(ADMIN, V2);
        assertThat(gateway.has(V2)).isFalse();
    }

    /** What becomes of an older version, and of who is subscribed to it, when a newer one comes out. */
    @ParameterizedTest
    @CsvSource({
        "CREATED,    CREATED,    carried over",
        "PROTOTYPED, PROTOTYPED, carried over",
        "PUBLISHED,  DEPRECATED, carried over",
        "DEPRECATED, DEPRECATED, carried over",
        "BLOCKED,    BLOCKED,    carried over",
        "RETIRED,    RETIRED,    left",
    })
    void anOlderVersionIsDeprecatedIfItIsPublished(ApiStatus older, ApiStatus becomes, String subscribers) {
        at(ApiStatus.CREATED);
        lifecycle.setStatus(ADMIN, V1, StatusChange.to(older));
        lifecycle.setStatus(ADMIN, V2, new StatusChange(ApiStatus.PUBLISHED, true, true, false, OptionalLong.empty()));
        assertThat(statusOf(V1)).isEqualTo(becomes);
        assertThat(subscriptions.to(V1)).hasSize(1);
        assertThat(subscriptions.to(V2)).hasSize(subscribers.equals("left") ? 0 : 1);
    }

    /** Version 2 in that state, and version 1 published with a subscription. */
    private Api at(ApiStatus from) {
        published(V1, "/phone");
        Application app = applications.add(Fixtures.application("App"));
        subscriptions.add(new Subscription(0, V1, app.id(), "Gold", SubscriptionStatus.UNBLOCKED));
        editing.create(ADMIN, draft(V2, "/phone"));
        lifecycle.setStatus(ADMIN, V2, new StatusChange(from, true, false, true, OptionalLong.empty()));
        return apis.find(V2).orElseThrow();
    }

    private ApiStatus statusOf(ApiId id) {
        return apis.find(id).orElseThrow().status();
    }

    private static Stream<Step> table() {
        List<String[]> rows = STEPS.lines().map(line -> line.split(" +")).toList();
        Map<ApiStatus, Integer> columns = new EnumMap<>(ApiStatus.class);
        for (ApiStatus status : ApiStatus.values()) {
            columns.put(status, List.of(rows.get(0)).indexOf(status.name()));
        }
        assertThat(rows).as("a row for each state").hasSize(1 + ApiStatus.values().length);
        return rows.stream()
                .skip(1)
                .flatMap(row -> columns.entrySet().stream()
                        .map(column -> new Step(ApiStatus.valueOf(row[0]), column.getKey(), row[column.getValue()])));
    }

    /** A field of the table. */
    private record Step(ApiStatus from, ApiStatus to, String becomes) {}
}
