package org.gatehouse.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gatehouse.domain.Invalid;
import org.junit.jupiter.api.Test;

class ApiQueryTest {
    private static final ApiQuery ALL = ApiQuery.of("carbon.super");

    @Test
    void aTextThatIsLookedForIsBounded() {
        assertThat(ALL.with("x".repeat(200), "").terms()).hasSize(1);
        for (ThrowingCallable longer :
                List.<ThrowingCallable>of(() -> ALL.with("x".repeat(201), ""), () -> ALL.typed(" ".repeat(201), ""))) {
            assertThatThrownBy(longer)
                    .isInstanceOf(Invalid.class)
                    .hasMessage("search: 201 characters (expected: at most 200)");
        }
    }

    /** As {@link Viewer} shows documents; the publisher's people see all. */
    @Test
    void documentsAreLookedIntoByWhoSeesThem() {
        assertThat(ALL.documentsSeen())
                .containsExactlyInAnyOrder(
                        DocumentVisibility.API_LEVEL, DocumentVisibility.PRIVATE, DocumentVisibility.OWNER_ONLY);
        assertThat(seenBy(new Viewer(true, true, Set.of())))
                .containsExactlyInAnyOrder(DocumentVisibility.API_LEVEL, DocumentVisibility.PRIVATE);
        assertThat(seenBy(new Viewer(true, false, Set.of("a"))))
                .containsExactlyInAnyOrder(DocumentVisibility.API_LEVEL, DocumentVisibility.PRIVATE);
        assertThat(seenBy(new Viewer(false, false, Set.of()))).containsExactly(DocumentVisibility.API_LEVEL);
    }

    private static Set<DocumentVisibility> seenBy(Viewer viewer) {
        return ALL.seenBy(viewer, EnumSet.allOf(ApiStatus.class), true).documentsSeen();
    }
}
