package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.NOON;

import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.identity.Tenant;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.identity.UserName;
import org.junit.jupiter.api.Test;

/** What every {@link Tenants} does. */
public abstract class TenantsContract {
    /** The port under test without tenants but the one that owns the server, the same one throughout a test. */
    protected abstract Tenants tenants();

    @Test
    void theOwnerOfTheServerIsThereAndNotAmongTheOthers() {
        assertThat(tenants().find(UserName.SUPER_TENANT).map(Tenant::id)).contains(Tenant.SUPER_ID);
        assertThat(tenants().all()).isEmpty();
    }

    @Test
    void addedTenantsHaveNumbersOfTheirOwn() {
        Tenant beta = tenants().add("beta.example", "bea", "b@beta.example", NOON);
        Tenant alpha = tenants().add("alpha.example", "al", "", NOON);

        assertThat(beta.id()).isPositive().isNotEqualTo(alpha.id());
        assertThat(beta.active()).isTrue();
        assertThat(tenants().all()).containsExactly(alpha, beta);
        assertThat(tenants().find("beta.example")).contains(beta);
        assertThat(tenants().find("gamma.example")).isEmpty();
    }

    @Test
    void aDomainIsTakenOnce() {
        tenants().add("beta.example", "bea", "", NOON);

        assertThatThrownBy(() -> tenants().add("beta.example", "other", "", NOON))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> tenants().add(UserName.SUPER_TENANT, "other", "", NOON))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void whatIsSavedIsFound() {
        Tenant beta = tenants().add("beta.example", "bea", "", NOON);

        tenants().save(beta.active(false));
        tenants().save(new Tenant(99, "gamma.example", "g", "", NOON, true));

        assertThat(tenants().find("beta.example")).contains(beta.active(false));
        assertThat(tenants().find("gamma.example")).isEmpty();
    }
}
