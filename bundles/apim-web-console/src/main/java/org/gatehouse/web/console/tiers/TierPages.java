package org.gatehouse.web.console.tiers;

import java.util.List;
import java.util.Set;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierDraft;
import org.gatehouse.domain.tier.TierEditor;
import org.gatehouse.domain.tier.TierRevision;
import org.gatehouse.web.page.MenuEntry;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tiers of the visitor's tenant and a form for each. The form carries the revision of the tier that it was filled from: who
 * saves one that somebody else has changed meanwhile gets it back as it was typed, is told what changed, and saves once more or
 * does not.
 */
@Component(service = PageSection.class, property = "apim.door=console")
public final class TierPages implements PageSection {
    private static final String LIST = "/admin/tiers.jsp";
    private static final String ONE = "/admin/tier.jsp";
    private static final Set<String> CHANGED = Set.of("displayName", "attributes");
    private static final Set<String> NEW = Set.of("tier", "displayName", "attributes");
    private static final int OK = 200;
    private static final int CONFLICT = 409;

    private final TierEditor editor;

    /** Over the tier manager. */
    @Activate
    public TierPages(@Reference TierEditor editor) {
        this.editor = editor;
    }

    @Override
    public void open(Routes routes) {
        routes.show(LIST, this::list).show(ONE, this::one).form(ONE, this::save);
    }

    @Override
    public List<MenuEntry> menu() {
        return List.of(new MenuEntry("tiers.title", "speedometer2", LIST, 20, false));
    }

    private Page list(PageVisit visit) {
        return Page.show(
                "tiers/list",
                "tiers",
                editor.all(visit.caller()).stream().map(TierRow::of).toList());
    }

    /** A form for the tier that is named, or for a new one. */
    private Page one(PageVisit visit) {
        Caller caller = visit.caller();
        String name = visit.parameters().text("tier").trim();
        Tier tier = find(caller, name);
        if (tier == null && !name.isEmpty()) {
            throw new NotFound("tier: " + name + " (expected: one of the list)");
        }
        return show(OK, name, TierForm.of(tier), tier, TierRevision.of(tier), "");
    }

    private Page save(PageVisit visit) {
        Caller caller = visit.caller();
        TierForm form = TierForm.sent(visit.parameters());
        // First of all, for it asks whether the visitor may.
        Tier before = find(caller, form.name());
        TierRevision seen = new TierRevision(visit.parameters().required("revision"));
        boolean isNew = seen.equals(TierRevision.of(null));
        String changing = isNew ? "" : form.name();
        TierDraft draft = form.draft(isNew ? null : before);
        if (isNew && before != null) {
            return show(OK, changing, form.taken(), before, seen, "");
        }
        if (draft == null) {
            return show(OK, changing, form, before, seen, "");
        }
        try {
            editor.save(caller, draft, seen);
        } catch (Invalid refused) {
            return show(OK, changing, form.refused(refused, draft, isNew ? NEW : CHANGED), before, seen, "");
        } catch (Conflict refused) {
            Tier now = find(caller, draft.name());
            if (isNew && now != null) {
                return show(OK, changing, form.taken(), now, seen, "");
            }
            String changes = seen.changes(now);
            return show(
                    CONFLICT,
                    now == null ? "" : draft.name(),
                    changes.isEmpty() ? form.refused(refused, draft, Set.of()) : form,
                    now,
                    TierRevision.of(now),
                    changes);
        }
        visit.done("tiers.saved", draft.name());
        return Page.to(LIST);
    }

    private @Nullable Tier find(Caller caller, String name) {
        return editor.all(caller).stream()
                .filter(tier -> tier.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * The form.
     *
     * @param changing name of the tier that it changes; empty where the name is typed, too
     * @param now the tier as it is; null if there is none of that name
     * @param changes what somebody else has changed meanwhile; empty for nothing
     */
    private static Page show(
            int status, String changing, TierForm form, @Nullable Tier now, TierRevision revision, String changes) {
        Set<String> kept = changing.isEmpty() || now == null
                ? Set.of()
                : AttributeLines.kept(now.attributes()).keySet();
        return Page.show(
                status,
                "tiers/one",
                Page.values(
                        "changing", changing,
                        "form", form.form(),
                        "kept", String.join(", ", kept),
                        "revision", revision.text(),
                        "changes", changes));
    }
}
