package org.gatehouse.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees which document in the store, for every kind of visitor, API and document. */
class ViewerTest {
    private static final String TENANT = "a.com";

    @ParameterizedTest
    @CsvSource({
        // level of the API, level of the document: stranger, user of another tenant, user, user with the role, provider
        "PUBLIC, API_LEVEL, yes, yes, yes, yes, yes",
        "PUBLIC, PRIVATE, no, no, yes, yes, yes",
        "PUBLIC, OWNER_ONLY, no, no, no, no, no",
        "PRIVATE, API_LEVEL, no, no, yes, yes, yes",
        "PRIVATE, PRIVATE, no, no, yes, yes, yes",
        "PRIVATE, OWNER_ONLY, no, no, no, no, no",
        "RESTRICTED, API_LEVEL, no, no, no, yes, yes",
        "RESTRICTED, PRIVATE, no, no, no, yes, yes",
        "RESTRICTED, OWNER_ONLY, no, no, no, no, no",
        "CONTROLLED, API_LEVEL, no, no, no, no, yes",
        "CONTROLLED, PRIVATE, no, no, no, no, yes",
        "CONTROLLED, OWNER_ONLY, no, no, no, no, no",
    })
    void aDocumentIsSeenByThoseWhoSeeItsApiAndItself(
            Visibility.Level api,
            DocumentVisibility document,
            String stranger,
            String elsewhere,
            String user,
            String withRole,
            String provider) {
        assertThat(seen(api, document, null)).isEqualTo(stranger);
        assertThat(seen(api, document, caller("eve@b.com", "vip", Permission.CREATE_APIS)))
                .isEqualTo(elsewhere);
        assertThat(seen(api, document, caller("ann@a.com", "other", Permission.SUBSCRIBE)))
                .isEqualTo(user);
        assertThat(seen(api, document, caller("bob@a.com", "vip", Permission.SUBSCRIBE)))
                .isEqualTo(withRole);
        assertThat(seen(api, document, caller("pat@a.com", "other", Permission.PUBLISH_APIS)))
                .isEqualTo(provider);
    }

    private static String seen(Visibility.Level api, DocumentVisibility document, @Nullable Caller caller) {
        Visibility visibility = new Visibility(api, Set.of("vip"));
        return Viewer.of(caller, TENANT).sees(visibility, document) ? "yes" : "no";
    }

    private static Caller caller(String user, String role, Permission permission) {
        return new Caller(UserName.parse(user), Set.of(role), Set.of(permission.path()));
    }
}
