package org.gatehouse.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.gatehouse.domain.Forbidden;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final String TENANT = "tena.com";
    private static final String OTHER = "tenb.com";

    @Test
    void anAdministratorRunsTheServerOnlyInTheTenantThatOwnsIt() {
        assertThat(caller(UserName.SUPER_TENANT, "/permission").runsTheServer()).isTrue();
        assertThat(caller(UserName.SUPER_TENANT, "/permission/admin").runsTheServer())
                .isTrue();
        assertThat(caller(UserName.SUPER_TENANT, "/permission/admin/manage").runsTheServer())
                .isFalse();
        assertThat(caller(TENANT, "/permission/admin").runsTheServer()).isFalse();
        assertThat(caller(TENANT, "/permission").runsTheServer()).isFalse();
        assertThat(caller(TENANT, "/permission/admin").runsTheTenant()).isTrue();
        assertThat(caller(TENANT, "/permission/admin/manage").runsTheTenant()).isFalse();
        assertThatThrownBy(() -> caller(TENANT, "/permission/admin").requireRunsTheServer())
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void whatIsAboutTheWholeServerIsForNobodyOfAnotherTenant() {
        Caller administrator = caller(TENANT, "/permission");
        for (Permission permission : Permission.values()) {
            assertThat(administrator.may(permission)).as("%s", permission).isEqualTo(!permission.isOfTheServer());
            assertThat(caller(UserName.SUPER_TENANT, "/permission").may(permission))
                    .isTrue();
        }
    }

    @Test
    void aTenantIsManagedByItsOwnAndByThoseWhoManageTheServer() {
        Caller own = caller(TENANT, "/permission/admin/manage");
        assertThat(own.manages(TENANT)).isTrue();
        assertThat(own.manages(OTHER)).isFalse();
        assertThat(own.manages(UserName.SUPER_TENANT)).isFalse();
        assertThat(own.managesTheServer()).isFalse();
        assertThat(caller(UserName.SUPER_TENANT, "/permission/admin/manage").manages(TENANT))
                .isTrue();
        assertThat(caller(UserName.SUPER_TENANT, "/permission/admin/manage/api").manages(TENANT))
                .isFalse();
        assertThatThrownBy(() -> own.requireManages(OTHER)).isInstanceOf(Forbidden.class);
    }

    private static Caller caller(String tenant, String permission) {
        return new Caller(new UserName(tenant, "admin"), Set.of(), Set.of(permission));
    }
}
