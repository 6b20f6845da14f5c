package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.TENANT;
import static org.gatehouse.testkit.Fixtures.application;

import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationStatus;
import org.gatehouse.domain.subscription.ApplicationSummary;
import org.gatehouse.domain.subscription.Applications;
import org.junit.jupiter.api.Test;

/** What every {@link Applications} does. */
public abstract class ApplicationsContract {
    /** The empty port under test, the same one throughout a test. */
    protected abstract Applications applications();

    @Test
    void whatIsAddedGetsANumberAndIsFound() {
        Application stored = applications().add(application("Shop"));

        assertThat(stored.id()).isPositive();
        assertThat(stored.name()).isEqualTo("Shop");
        assertThat(applications().find(stored.id())).contains(stored);
        assertThat(applications().find(ADMIN, "Shop")).contains(stored);
        assertThat(applications().find(ADMIN, "shop")).isEmpty();
        assertThat(applications().find(stored.id() + 1)).isEmpty();
    }

    @Test
    void applicationsOfASubscriberAreByName() {
        applications().add(application("Shop"));
        applications().add(application("Desk"));
        applications().add(ofJoe("Other"));

        assertThat(applications().of(ADMIN)).extracting(Application::name).containsExactly("Desk", "Shop");
        assertThat(applications().of(new UserName(TENANT, "nobody"))).isEmpty();
        assertThat(applications().list(ADMIN))
                .extracting(each -> each.application().name())
                .containsExactly("Desk", "Shop");
        Page<ApplicationSummary> second = applications().page(ADMIN, new PageRequest(1, 5));
        assertThat(second.items()).extracting(each -> each.application().name()).containsExactly("Shop");
        assertThat(second.total()).isEqualTo(2);
    }

    @Test
    void aNameIsUsedOncePerSubscriber() {
        applications().add(application("Shop"));
        applications().add(ofJoe("Shop"));

        assertThatThrownBy(() -> applications().add(application("Shop"))).isInstanceOf(Conflict.class);
    }

    @Test
    void updateReplacesAllButTheOwner() {
        Application shop = applications().add(application("Shop"));
        Application given = new Application(
                shop.id(),
                new UserName(TENANT, "joe"),
                "Market",
                "Gold",
                "http://localhost/back",
                "Better",
                ApplicationStatus.ON_HOLD,
                shop.revision());

        applications().update(given);

        assertThat(applications().find(shop.id()))
                .contains(new Application(
                        shop.id(),
                        ADMIN,
                        "Market",
                        "Gold",
                        "http://localhost/back",
                        "Better",
                        ApplicationStatus.ON_HOLD,
                        shop.revision() + 1));
    }

    @Test
    void updateRefusesUnknownNumbersAndUsedNames() {
        Application shop = applications().add(application("Shop"));
        Application desk = applications().add(application("Desk"));

        assertThatThrownBy(() -> applications().update(named(desk.id(), "Shop")))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> applications().update(named(shop.id() + 99, "Lost")))
                .isInstanceOf(NotFound.class);
        applications().update(named(shop.id(), "Shop"));
    }

    @Test
    void ofTwoChangesFromOneReadingTheSecondIsToldAndNothingOfItIsStored() {
        Application read = applications().add(application("Shop"));
        assertThat(read.revision()).isEqualTo(1);
        applications().update(named(read.id(), "Market"));

        assertThatThrownBy(() -> applications().update(named(read.id(), "Stall")))
                .isInstanceOfSatisfying(
                        Changed.class, told -> assertThat(told.revision()).isEqualTo(2));

        Application stored = applications().find(read.id()).orElseThrow();
        assertThat(stored.name()).isEqualTo("Market");
        assertThat(stored.revision()).isEqualTo(2);
        assertThat(applications().list(ADMIN))
                .extracting(each -> each.application().revision())
                .containsExactly(2L);
    }

    @Test
    void removedApplicationIsGone() {
        Application shop = applications().add(application("Shop"));

        applications().remove(shop.id());
        applications().remove(shop.id());

        assertThat(applications().of(ADMIN)).isEmpty();
        assertThat(applications().add(application("Shop")).id()).isNotEqualTo(shop.id());
    }

    private static Application ofJoe(String name) {
        return new Application(
                0, new UserName(TENANT, "joe"), name, "Unlimited", "", "", ApplicationStatus.APPROVED, 1);
    }

    private static Application named(long id, String name) {
        return new Application(id, ADMIN, name, "Unlimited", "", "", ApplicationStatus.APPROVED, 1);
    }

    @Test
    void applicationsAreCountedByTier() {
        applications().add(application("One"));
        applications().add(application("Two"));

        assertThat(applications().atTier("Unlimited")).isEqualTo(2);
        assertThat(applications().atTier("Gold")).isZero();
    }
}
