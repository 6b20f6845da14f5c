package org.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Revisions;
import org.gatehouse.persistence.catalog.ApiTable;
import org.gatehouse.persistence.catalog.RevisionTable;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of two versions have one database while one after the other is replaced. */
class LaterRevisionTest {
    private static final ApiId ID = Fixtures.PHONE_ID;

    private final Database database = TestDatabase.empty();
    private final Apis apis = new ApiTable(database);
    private final Revisions revisions = new RevisionTable(database);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"visibility\":{\"level\":\"BY_INVITATION\",\"roles\":[]}}",
                "{\"backend\":{\"endpoints\":{\"endpoint_type\":\"quantum\"}}}",
                "[]"
            })
    void oneThatALaterServerWroteKeepsNobodyFromSaving(String settings) {
        Api phone = Fixtures.phoneVerification();
        apis.add(phone, Fixtures.creation());
        apis.update(phone.withTiers(List.of("Gold")).withRevision(1), null);
        database.transact(sql -> sql.execute(
                "UPDATE APIM_API_REVISION SET SETTINGS = ? WHERE REVISION = 2",
                settings.getBytes(StandardCharsets.UTF_8)));

        apis.update(phone.withTiers(List.of("Silver")).withRevision(2), null);

        assertThat(revisions.each(
                        ID,
                        (revision, before) ->
                                revision.number() + " after " + (before == null ? "none" : before.number())))
                .containsExactly("3 after 1", "1 after none");
        assertThat(revisions.find(ID, 2)).isEmpty();
    }

    @Test
    void noMoreThanFiftyStayWhoeverFindsThem() {
        Api phone = Fixtures.phoneVerification();
        apis.add(phone, Fixtures.creation());
        for (int i = 1; i <= Revisions.MOST; i++) {
            apis.update(
                    phone.withTiers(List.of("Gold"))
                            .withContextTemplate("/p" + i)
                            .withRevision(i),
                    null);
        }
        // Somebody else's server, which knows nothing of revisions.
        database.transact(sql -> sql.execute("UPDATE AM_API SET TIERS = 'Silver', REVISION = REVISION + 1"));
        Api found = apis.find(ID).orElseThrow();

        apis.update(found, null);

        assertThat(revisions.each(ID, (revision, before) -> revision.number()))
                .hasSize(Revisions.MOST)
                .startsWith(52L, 51L);
    }
}
