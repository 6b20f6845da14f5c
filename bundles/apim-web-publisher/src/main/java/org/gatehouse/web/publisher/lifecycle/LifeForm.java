package org.gatehouse.web.publisher.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.publisher.StatusChange;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.request.Parameters;

/** The form by which an API goes on in its life. */
final class LifeForm {
    private static final String STATUS = "status";

    private LifeForm() {}

    /** As it is first shown: with the step that most take next. */
    static Map<String, String> of(Api api) {
        return Map.of(
                STATUS,
                likely(api.status()).name(),
                "publishToGateway",
                "on",
                "revision",
                String.valueOf(api.revision()));
    }

    private static ApiStatus likely(ApiStatus now) {
        return switch (now) {
            case CREATED, PROTOTYPED, BLOCKED -> ApiStatus.PUBLISHED;
            case PUBLISHED -> ApiStatus.DEPRECATED;
            case DEPRECATED -> ApiStatus.RETIRED;
            case RETIRED -> ApiStatus.CREATED;
        };
    }

    /** Where it can go from here. */
    static List<String> steps(ApiStatus now) {
        return Stream.of(
                        ApiStatus.PUBLISHED,
                        ApiStatus.PROTOTYPED,
                        ApiStatus.DEPRECATED,
                        ApiStatus.BLOCKED,
                        ApiStatus.RETIRED,
                        ApiStatus.CREATED)
                .filter(status -> status != now)
                .map(ApiStatus::name)
                .toList();
    }

    /** What is to be done; empty if no state was chosen, which the form says then. */
    static Optional<StatusChange> change(Form form, Parameters sent) {
        Optional<ApiStatus> to = Stream.of(ApiStatus.values())
                .filter(status -> status.name().equals(form.optional(STATUS)))
                .findFirst();
        if (to.isEmpty()) {
            form.refuse(STATUS, "lifecycle.no-state");
        }
        return to.map(status -> new StatusChange(
                status,
                sent.has("publishToGateway"),
                sent.has("deprecateOldVersions"),
                sent.has("requireResubscription"),
                form.revision()));
    }
}
