package org.gatehouse.web.publisher.apis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiTaken;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.ContextTaken;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.LargeThumbnail;
import org.gatehouse.domain.catalog.MalformedEndpoint;
import org.gatehouse.domain.catalog.MalformedThumbnail;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.publisher.Texts;
import org.gatehouse.web.request.Parameters;
import org.jspecify.annotations.Nullable;

/** The form of the page on which an API begins. */
final class NewForm {
    private static final String TIER = "tier-";

    private NewForm() {}

    /** Before anything is typed. */
    static Form blank(List<String> offered) {
        Map<String, String> values = new TreeMap<>(Map.of("visibility", "public"));
        offered.forEach(tier -> values.put(TIER + tier, "on"));
        return Form.filled(values);
    }

    /**
     * What the API is to be; empty if something that it needs is missing, which the form says then.
     *
     * @param brought what it begins with
     */
    static Optional<ApiDraft> draft(
            UserName provider, Form form, Parameters sent, List<String> offered, Brought brought) {
        String name = needed(form, "name", "apis.new.name-missing");
        String version = needed(form, "version", "apis.new.version-missing");
        String context = needed(form, "context", "apis.new.context-missing");
        Endpoints endpoints = endpoints(form);
        Visibility visibility = visibility(form);
        Thumbnail thumbnail = thumbnail(form, sent);
        List<String> tiers =
                offered.stream().filter(tier -> sent.has(TIER + tier)).toList();
        if (!form.isGood()) {
            return Optional.empty();
        }
        ApiDraft draft = new ApiDraft(
                new ApiId(provider, name, version),
                context,
                Description.NONE
                        .withText(
                                form.value("description").replace("\r\n", "\n").strip())
                        .withTags(Texts.list(sent.text("tags"))),
                visibility,
                Availability.CURRENT_TENANT,
                Backend.of(endpoints),
                Set.of(),
                tiers,
                Resources.everything(),
                List.of(),
                Mediation.NONE,
                false,
                Set.of(),
                null,
                null,
                thumbnail,
                null);
        return Optional.of(brought.in(draft));
    }

    private static @Nullable Thumbnail thumbnail(Form form, Parameters sent) {
        try {
            return new ApiFields(sent).thumbnail();
        } catch (Invalid refused) {
            refuse(form, refused);
            return null;
        }
    }

    private static String needed(Form form, String field, String textIfMissing) {
        String value = form.value(field).trim();
        if (value.isEmpty()) {
            form.refuse(field, textIfMissing);
        }
        return value;
    }

    private static Visibility visibility(Form form) {
        return switch (form.optional("visibility")) {
            case "private" -> new Visibility(Visibility.Level.PRIVATE, Set.of());
            case "restricted" -> restricted(form);
            case "", "public" -> Visibility.PUBLIC;
            default -> {
                form.refuse("", "apis.new.visibility-unknown", form.optional("visibility"));
                yield Visibility.PUBLIC;
            }
        };
    }

    private static Visibility restricted(Form form) {
        return new Visibility(
                Visibility.Level.RESTRICTED, Set.copyOf(Texts.list(form.required("roles", "apis.new.roles-missing"))));
    }

    /** A production and a sandbox address, or neither. */
    static Endpoints endpoints(Form form) {
        Endpoints.Sides<Endpoints.Target> sides =
                new Endpoints.Sides<>(target(form, "production"), target(form, "sandbox"));
        return sides.isEmpty() ? new Endpoints.None() : new Endpoints.Http(sides);
    }

    private static Optional<Endpoints.Target> target(Form form, String side) {
        String url = form.value(side).trim();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            form.refuse(side, "apis.new.no-url", url);
        }
        return Optional.of(Endpoints.Target.of(url));
    }

    /** Says what the room has refused, at the field that it is about. */
    static Form refuse(Form form, RuntimeException refused) {
        if (refused instanceof ContextTaken taken) {
            return form.refuse("context", "apis.new.context-taken", taken.context());
        }
        if (refused instanceof ApiTaken taken) {
            return form.refuse(
                    "version",
                    "apis.new.version-taken",
                    taken.id().name(),
                    taken.id().version());
        }
        if (refused instanceof LargeThumbnail) {
            return form.refuse(ApiFields.THUMBNAIL, "apis.thumbnail.large");
        }
        if (refused instanceof MalformedThumbnail) {
            return form.refuse(ApiFields.THUMBNAIL, "apis.thumbnail.unknown");
        }
        if (refused instanceof MalformedEndpoint malformed) {
            return form.refuseBecause(malformed.side(), malformed);
        }
        String words = String.valueOf(refused.getMessage());
        String field = Stream.of("name", "version", "context")
                .filter(each -> words.startsWith("API " + each + ":"))
                .findFirst()
                .orElse("");
        return form.refuseBecause(field, refused);
    }
}
