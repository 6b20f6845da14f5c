package org.gatehouse.publisher;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * An API as somebody saw it who now wants to change it.
 *
 * @param revision the revision that they saw; empty if they do not say, and then nothing is held against them
 */
record SeenApi(OptionalLong revision) {
    /**
     * Throws {@link Changed} if the API is at another revision: the change was to make it as it is in {@code wanted}.
     *
     * @param written the definition that was to be stored; null if it was to stay
     */
    void requireSaved(Apis apis, Api stored, Api wanted, @Nullable Definition written) {
        if (isStale(stored)) {
            List<String> differing = new ArrayList<>(Differences.between(stored, wanted));
            if (written != null
                    && !apis.definition(stored.id()).filter(written::equals).isPresent()) {
                differing.add("definition");
            }
            String what = differing.isEmpty()
                    ? "All that was sent is stored already"
                    : "What is stored differs from what was sent in " + String.join(", ", differing);
            throw new Changed(said(apis, stored) + what + ". Nothing has been saved.", stored.revision());
        }
    }

    /** Throws {@link Changed} if the API is at another revision: the change was a step in its life. */
    void requireUnmoved(Apis apis, Api stored) {
        if (isStale(stored)) {
            throw new Changed(said(apis, stored) + "It stays as it is.", stored.revision());
        }
    }

    private boolean isStale(Api stored) {
        return revision.isPresent() && revision.getAsLong() != stored.revision();
    }

    private String said(Apis apis, Api stored) {
        return stored.id().name() + " " + stored.id().version() + " has been changed meanwhile"
                + lastChange(apis, stored)
                + ": it is " + stored.status() + " at revision " + stored.revision() + ", and was at revision "
                + revision.getAsLong() + " when it was read. ";
    }

    /** The later one of its last change and the last step of its life. */
    private static String lastChange(Apis apis, Api stored) {
        List<Transition> life = apis.history(stored.id());
        if (!life.isEmpty() && life.get(life.size() - 1).at().isAfter(stored.lastUpdated())) {
            Transition step = life.get(life.size() - 1);
            return by(step.by(), step.at());
        }
        return by(stored.lastUpdatedBy(), stored.lastUpdated());
    }

    private static String by(@Nullable UserName who, Instant at) {
        return (who == null ? "" : " by " + who) + " at " + at.truncatedTo(ChronoUnit.SECONDS);
    }
}
