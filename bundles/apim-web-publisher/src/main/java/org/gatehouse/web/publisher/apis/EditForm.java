package org.gatehouse.web.publisher.apis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.publisher.Texts;
import org.gatehouse.web.request.Parameters;

/** The form of the page on which what people read of an API is changed, and its tiers. All else stays as it is. */
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
        api.tiers().forEach(tier -> values.put(TIER + tier, "on"));
        return Form.filled(values);
    }

    /** The tiers that can be chosen: those offered, and those that the API has, whatever became of them. */
    static List<String> tiers(Api api, List<String> offered) {
        Set<String> all = new LinkedHashSet<>(offered);
        all.addAll(api.tiers());
        return List.copyOf(all);
    }

    /** What the API is to be. */
    static ApiDraft draft(Api before, Parameters sent, List<String> offered) {
        return ApiDraft.of(before)
                .withDescription(description(before.description(), sent))
                .withTiers(chosen(before, sent, offered));
    }

    /** Those that it has in their order, so that nothing has changed where nobody has. */
    private static List<String> chosen(Api before, Parameters sent, List<String> offered) {
        Set<String> inOrder = new LinkedHashSet<>(before.tiers());
        inOrder.addAll(offered);
        return inOrder.stream().filter(tier -> sent.has(TIER + tier)).toList();
    }

    private static Description description(Description before, Parameters sent) {
        return before.withText(text(before.text(), sent.text("description")))
                .withTags(Texts.list(sent.text("tags")))
                .withBusiness(contact("bizOwner", sent))
                .withTechnical(contact("techOwner", sent));
    }

    /** Browsers send each end of a line as two characters, whatever it was. */
    private static String text(String before, String sent) {
        String text = sent.replace("\r\n", "\n");
        return text.equals(before.replace("\r\n", "\n")) ? before : text;
    }

    private static Contact contact(String field, Parameters sent) {
        return new Contact(sent.text(field).trim(), sent.text(field + "Mail").trim());
    }
}
