package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ContextTaken;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which API is called where. */
final class ContextsTest extends PublisherRooms {
    @Test
    void anotherApisContextIsAConflict() {
        editing.create(ADMIN, draft(V1, "/phone"));
        assertThatThrownBy(() -> editing.create(ADMIN, draft(new ApiId(Fixtures.ADMIN, "Fax", "1.0.0"), "phone")))
                .isInstanceOf(ContextTaken.class)
                .hasMessageStartingWith("API context: phone ");
        assertThat(listing.contextTaken(ADMIN, "/phone")).isTrue();
        assertThat(listing.contextTaken(ADMIN, "/fax")).isFalse();
    }

    private Api createdByOther(String name, String version, String context) {
        return editing.create(OTHER, draft(new ApiId(BOTH2, name, version), context));
    }

    @ParameterizedTest
    @CsvSource({
        "sub, /phone/1.0.0",
        "9, /phone/{version}/deep",
        "1.0.0, /phone/{version}/deep",
        "phone, /{version}/1.0.0",
        "1.0.0, /phone",
        "9, /{version}/phone",
        "9, /phone/{version}"
    })
    void nobodyTakesCallsOfAnothersVersion(String version, String context) {
        editing.create(ADMIN, draft(V1, "/phone"));
        if (!context.equals("/phone/{version}/deep") || version.equals("1.0.0")) {
            assertThatThrownBy(() -> createdByOther("X", version, context))
                    .isInstanceOf(ContextTaken.class)
                    .hasMessageStartingWith("API context: " + context + " ");
        } else {
            createdByOther("X", version, context);
            // Nor may a version come above what is there.
            assertThatThrownBy(() -> editing.create(ADMIN, draft(new ApiId(Fixtures.ADMIN, "Phone", "9"), "/phone")))
                    .isInstanceOf(Conflict.class);
        }
    }

    @Test
    void nobodyTakesCallsThatCameToAnothersDefaultVersion() {
        editing.create(ADMIN, draft(V1, "/phone", HTTP, List.of("Gold"), true));

        assertThatThrownBy(() -> createdByOther("X", "1", "/phone/account/{version}"))
                .isInstanceOf(Conflict.class);
        // One provider's own APIs may stand below each other.
        editing.create(ADMIN, draft(new ApiId(Fixtures.ADMIN, "Account", "1"), "/phone/account"));
    }

    @Test
    void siblingsAndNeighboursAreFree() {
        editing.create(ADMIN, draft(V1, "/phone"));
        editing.create(ADMIN, draft(V2, "/phone"));
        createdByOther("X", "1.0.0", "/phones");
        createdByOther("Y", "1.0.0", "/phone/book");
        createdByOther("Z", "1", "/phone/1.0.0x/{version}");
    }

    @ParameterizedTest
    @CsvSource({
        "1, /t/a.com/x",
        "t, /{version}/a.com/x/1.0.0/admin",
        "1, /token",
        "token, /{version}/x",
        "1, /services/UserAdmin",
        "1, /publisher",
        "1, /store/site",
        "1, /oauth2",
        "1, /api/x",
        "1, /health",
        "1, /metrics",
        "1, /device",
        "1, /account",
        "1, /commonauth",
        "acme-challenge, /.well-known",
        ".well-known, /{version}/acme-challenge",
        "1, /carbon",
        "1, /revoke",
        "1, /authorize",
        ".., /x/{version}/y",
        "., /x"
    })
    void contextsOfTheServerAndOfTenantsAreNotFree(String version, String context) {
        assertThatThrownBy(() -> createdByOther("X", version, context)).isInstanceOf(Invalid.class);
    }

    @Test
    void aDefaultVersionIsNoWayIntoAReservedContext() {
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/{version}/t/a.com/x", HTTP, List.of("Gold"), true)))
                .isInstanceOf(Invalid.class);
        editing.create(ADMIN, draft(V1, "/{version}/t/a.com/x"));
        assertThatThrownBy(() -> update(draft(V1, "/{version}/t/a.com/x", HTTP, List.of("Gold"), true)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void aLongContextIsRefusedLikeAnyOther() {
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/a".repeat(50_000))))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/..", "/a/../b"})
    void contextsThatAreNoPathAreRefused(String context) {
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, context))).isInstanceOf(Invalid.class);
    }

    @Test
    void theDefaultTenantDoesNotCreateUnderAnotherTenantsPath() {
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/t/a.com/phone")))
                .isInstanceOf(Invalid.class);
    }
}
