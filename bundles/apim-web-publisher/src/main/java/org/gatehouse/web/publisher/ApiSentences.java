package org.gatehouse.web.publisher;

import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.catalog.ApiTaken;
import org.gatehouse.domain.catalog.ContextTaken;
import org.gatehouse.domain.catalog.LargeThumbnail;
import org.gatehouse.domain.catalog.MalformedEndpoint;
import org.gatehouse.domain.catalog.MalformedThumbnail;
import org.gatehouse.domain.catalog.ScopeTaken;
import org.gatehouse.domain.catalog.StillSubscribed;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.UnknownTransport;
import org.gatehouse.domain.identity.PermissionMissing;
import org.gatehouse.domain.tier.UnknownTier;
import org.gatehouse.web.jag.JagCall;
import org.jspecify.annotations.Nullable;

/** What scripts of 1.9 look for when something is wrong with an API, letter by letter. */
public final class ApiSentences {
    /** Actions that say all of a refusal; the others end it before its first colon. */
    private static final Set<String> TOLD_WHOLE = Set.of("updateStatus", "implement");

    private ApiSentences() {}

    /** The sentence for a refusal; empty where it has none. */
    public static Optional<String> of(RuntimeException refused, JagCall call) {
        return Optional.ofNullable(sentence(refused, call));
    }

    private static @Nullable String sentence(RuntimeException refused, JagCall call) {
        if (refused instanceof PermissionMissing missing && !TOLD_WHOLE.contains(call.text("action"))) {
            return "User '" + missing.user() + "' does not have the required permission";
        }
        if (refused instanceof ApiTaken taken) {
            return "Error occurred while adding the API. A duplicate API already exists for " + taken.id();
        }
        if (refused instanceof ContextTaken taken) {
            String doing = call.text("action").equals("updateAPI") ? "updating" : "adding";
            return "Error occurred while " + doing + " the API. A duplicate API context already exists for "
                    + taken.context();
        }
        if (refused instanceof ScopeTaken taken) {
            return "Scope " + taken.key() + " is already assigned by another API";
        }
        if (refused instanceof StillSubscribed) {
            return "Cannot remove the API. Active Subscriptions Exist";
        }
        if (refused instanceof UnknownApi unknown) {
            return "Error occurred while getting API information of the api- " + unknown.id();
        }
        if (refused instanceof MalformedEndpoint malformed) {
            String side = malformed.side().equals("sandbox") ? "Sandbox" : "Production";
            return "Invalid " + side
                    + " Endpoint URI. Please refer HTTP Endpoint documentation of the WSO2 ESB for details.";
        }
        if (refused instanceof LargeThumbnail) {
            return "Image file exceeds the maximum limit of 1MB";
        }
        if (refused instanceof MalformedThumbnail) {
            return "Please upload a valid image file for the API icon.";
        }
        if (refused instanceof UnknownTransport unknown) {
            return "Unsupported Transport [" + unknown.transport() + "]";
        }
        return refused instanceof UnknownTier unknown ? "Specified tier " + unknown.tier() + " does not exist" : null;
    }
}
