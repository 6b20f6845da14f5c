package org.gatehouse.web.store.applications;

import java.util.Optional;
import org.gatehouse.domain.subscription.ApplicationInactive;
import org.gatehouse.domain.subscription.ApplicationTaken;
import org.gatehouse.domain.tier.TierDenied;
import org.gatehouse.domain.tier.UnknownTier;
import org.gatehouse.web.jag.JagCall;
import org.jspecify.annotations.Nullable;

/** What scripts of 1.9 look for when something is wrong with an application, letter by letter. */
final class ApplicationSentences {
    private ApplicationSentences() {}

    static Optional<String> of(RuntimeException refused, JagCall call) {
        return Optional.ofNullable(sentence(refused, call));
    }

    private static @Nullable String sentence(RuntimeException refused, JagCall call) {
        if (refused instanceof ApplicationTaken taken) {
            return call.text("action").equals("updateApplication")
                    ? "An application already exist by the name " + taken.name()
                    : "A duplicate application already exists by the name - " + taken.name();
        }
        if (refused instanceof ApplicationInactive) {
            return "Cannot update the application while it is INACTIVE";
        }
        if (refused instanceof TierDenied denied) {
            return "Tier " + denied.tier() + " is not allowed for user " + denied.user();
        }
        return refused instanceof UnknownTier unknown ? "Specified tier " + unknown.tier() + " does not exist" : null;
    }
}
