package org.gatehouse.web.publisher.apis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.publisher.Texts;
import org.gatehouse.web.request.Parameters;
import org.jspecify.annotations.Nullable;

/** The form of the page on which an API is changed: what people read of it, who sees it, where it is called and where calls go. */
final class EditForm {
    private static final String TIER = "tier-";

    private EditForm() {}

    /** Filled with what is stored. */
    static Form of(Api api) {
        Description description = api.description();
        Map<String, String> values = new TreeMap<>(Map.of(
                "description", description.text(),
                "tags", String.join(", ", description.tags()),
                "bizOwner", description.business().name(),
                "bizOwnerMail", description.business().email(),
                "techOwner", description.technical().name(),
                "techOwnerMail", description.technical().email(),
                "revision", String.valueOf(api.revision())));
        values.put("context", api.contextTemplate());
        values.put("visibility", api.visibility().level().name().toLowerCase(Locale.ROOT));
        values.put("roles", String.join(", ", new TreeSet<>(api.visibility().roles())));
        plain(api).production().ifPresent(target -> values.put("production", target.url()));
        plain(api).sandbox().ifPresent(target -> values.put("sandbox", target.url()));
        api.tiers().forEach(tier -> values.put(TIER + tier, "on"));
        return Form.filled(values);
    }

    /** Whether its back end is one that the form can say. */
    static boolean isPlain(Api api) {
        Endpoints endpoints = api.backend().endpoints();
        return endpoints instanceof Endpoints.Http
                || endpoints instanceof Endpoints.Address
                || endpoints instanceof Endpoints.None;
    }

    private static Endpoints.Sides<Endpoints.Target> plain(Api api) {
        Endpoints endpoints = api.backend().endpoints();
        if (endpoints instanceof Endpoints.Http http) {
            return http.sides();
        }
        return endpoints instanceof Endpoints.Address address
                ? address.sides()
                : new Endpoints.Sides<>(Optional.empty(), Optional.empty());
    }

    /** The tiers that can be chosen: those offered, and those that the API has, whatever became of them. */
    static List<String> tiers(Api api, List<String> offered) {
        Set<String> all = new LinkedHashSet<>(offered);
        all.addAll(api.tiers());
        return List.copyOf(all);
    }

    /**
     * What the API is to be. What the form does not have stays as it is.
     *
     * @param wsdl the one that came with it; null if none did
     */
    static ApiDraft draft(Api before, Form form, Parameters sent, List<String> offered, @Nullable Wsdl wsdl) {
        ApiDraft draft = ApiDraft.of(before)
                .withDescription(description(before.description(), sent))
                .withTiers(chosen(before, sent, offered))
                .withThumbnail(new ApiFields(sent).thumbnail())
                .withWsdl(wsdl);
        if (sent.has("context")) {
            draft = draft.withContext(sent.required("context"));
        }
        if (sent.has("visibility")) {
            draft = draft.withVisibility(new ApiFields(sent).visibility(sent.text("visibility")));
        }
        if (isPlain(before) && sent.has("production")) {
            Endpoints endpoints = NewForm.endpoints(form);
            draft = draft.withBackend(before.backend().withEndpoints(withSettings(endpoints, before)));
        }
        return draft;
    }

    /** An address that stays keeps what else was said of it, and all of them their kind. */
    private static Endpoints withSettings(Endpoints endpoints, Api api) {
        if (!(endpoints instanceof Endpoints.Http http)) {
            return endpoints;
        }
        Endpoints.Sides<Endpoints.Target> before = plain(api);
        Endpoints.Sides<Endpoints.Target> sides = new Endpoints.Sides<>(
                http.sides().production().map(target -> kept(target, before.production())),
                http.sides().sandbox().map(target -> kept(target, before.sandbox())));
        return api.backend().endpoints() instanceof Endpoints.Address
                ? new Endpoints.Address(sides)
                : new Endpoints.Http(sides);
    }

    private static Endpoints.Target kept(Endpoints.Target now, Optional<Endpoints.Target> before) {
        return before.filter(known -> known.url().equals(now.url())).orElse(now);
    }

    /** Those that it has in their order, so that nothing has changed where nobody has. */
    private static List<String> chosen(Api before, Parameters sent, List<String> offered) {
        Set<String> inOrder = new LinkedHashSet<>(before.tiers());
        inOrder.addAll(offered);
        return inOrder.stream().filter(tier -> sent.has(TIER + tier)).toList();
    }

    private static Description description(Description before, Parameters sent) {
        return before.withText(text(before.text(), sent.text("description")))
                .withThumbnail(sent.has("noThumb") ? "" : before.thumbnail())
                .withWsdl(sent.has("noWsdl") ? "" : before.wsdl())
                .withTags(Texts.list(sent.text("tags")))
                .withBusiness(new ApiFields(sent).contact("bizOwner"))
                .withTechnical(new ApiFields(sent).contact("techOwner"));
    }

    /** Browsers send each end of a line as two characters, whatever it was. */
    private static String text(String before, String sent) {
        String text = sent.replace("\r\n", "\n");
        return text.equals(before.replace("\r\n", "\n")) ? before : text;
    }
}
