package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.LocalTurns;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.Deployment.State;
import org.gatehouse.publisher.rollout.Gateways;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryApis;
import org.junit.jupiter.api.Test;

class ApiDeploymentsTest {
    private static final Caller ADMIN = Fixtures.ADMIN_CALLER;
    private static final ApiId ID = Fixtures.PHONE_ID;

    private final InMemoryApis apis = new InMemoryApis();
    private final TwinGateway east = new TwinGateway("East");
    private final TwinGateway west = new TwinGateway("West");
    private final ApiDeployments deployments;

    ApiDeploymentsTest() {
        Gateways gateways = new Gateways();
        gateways.addDeployer(west);
        gateways.addDeployer(east);
        deployments = new ApiDeployments(apis, gateways, new LocalTurns());
        apis.add(Fixtures.phoneVerification().withStatus(ApiStatus.PUBLISHED), Fixtures.creation());
    }

    @Test
    void eachGatewayTellsForItself() {
        east.deploy(stored());
        assertThat(deployments.of(ADMIN, ID))
                .containsExactly(new Deployment("East", State.SERVING, ""), new Deployment("West", State.BEHIND, ""));
        west.goAway(true);
        assertThat(deployments.of(ADMIN, ID).get(1)).isEqualTo(new Deployment("West", State.UNREACHABLE, "away"));
    }

    @Test
    void whatIsThereThoughItIsNotToBeIsTold() {
        east.deploy(stored());
        apis.move(ID, 1, new Transition(ApiStatus.PUBLISHED, ApiStatus.RETIRED, Fixtures.ADMIN, Instant.EPOCH));
        assertThat(deployments.of(ADMIN, ID))
                .extracting(Deployment::state)
                .containsExactly(State.LEFT_OVER, State.ABSENT);
    }

    @Test
    void oneIsBroughtToWhatIsStoredAndNoOther() {
        deployments.bring(ADMIN, ID, "West");
        assertThat(deployments.of(ADMIN, ID))
                .extracting(Deployment::state)
                .containsExactly(State.BEHIND, State.SERVING);
    }

    @Test
    void whoEditedByHandIsNotOverwritten() {
        west.refuse();
        assertThatThrownBy(() -> deployments.bring(ADMIN, ID, "West"))
                .isInstanceOf(Conflict.class)
                .hasMessage("full");
    }

    @Test
    void whatCannotBeReadIsNotPutInThePlaceOfWhatWorks() {
        west.deploy(stored());
        Api unreadable = stored().withBackend(Backend.of(new Endpoints.Unreadable("{broken")));
        apis.update(unreadable, null);
        assertThat(deployments.of(ADMIN, ID).get(1).state()).isEqualTo(State.REFUSED);
        assertThatThrownBy(() -> deployments.bring(ADMIN, ID, "West"))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("endpoints: stored so that they can't be read");
        assertThat(west.find(ID).orElseThrow().backend())
                .isEqualTo(Fixtures.phoneVerification().backend());
    }

    @Test
    void whoMayNotOrAsksForWhatIsNotThereIsToldSo() {
        Caller creator = new Caller(Fixtures.ADMIN, Set.of(), Set.of(Permission.CREATE_APIS.path()));
        assertThatThrownBy(() -> deployments.bring(creator, ID, "West")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> deployments.bring(ADMIN, ID, "North"))
                .isInstanceOf(Invalid.class)
                .hasMessage("environment: North (expected: a gateway's name)");
        assertThatThrownBy(() -> deployments.of(ADMIN, new ApiId(ID.provider(), "Other", "1")))
                .isInstanceOf(UnknownApi.class);
        west.goAway(true);
        assertThatThrownBy(() -> deployments.bring(ADMIN, ID, "West")).isInstanceOf(Unavailable.class);
        assertThat(west.find(ID)).isEmpty();
    }

    private Api stored() {
        return apis.find(ID).orElseThrow();
    }
}
