package org.gatehouse.publisher;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Revision;
import org.gatehouse.domain.catalog.Revisions;
import org.gatehouse.domain.catalog.UnknownRevision;
import org.gatehouse.domain.catalog.wsdl.Wsdls;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.gateway.Rewrite;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.rollout.Gateways;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What APIs were: seen, compared, and gone back to. Every verb throws {@link Forbidden} for who neither creates nor publishes. */
@Component(service = ApiRevisions.class)
public final class ApiRevisions {
    private static final DefinitionChanges NOTHING = new DefinitionChanges(List.of(), 0);

    private final Apis apis;
    private final OwnApis own;
    private final Revisions revisions;
    private final ApiEditing editing;
    private final ApiDefinitions definitions;
    private final Gateways gateways;

    /** Over what is stored. */
    @Activate
    public ApiRevisions(
            @Reference Apis apis,
            @Reference Revisions revisions,
            @Reference ApiEditing editing,
            @Reference ApiDefinitions definitions,
            @Reference Gateways gateways) {
        this.apis = apis;
        this.own = new OwnApis(apis);
        this.revisions = revisions;
        this.editing = editing;
        this.definitions = definitions;
        this.gateways = gateways;
    }

    /**
     * The revisions of the API that are kept, the newest first; none for one that is older than revisions and was not saved since.
     *
     * @throws NotFound if there is no such API
     */
    public List<SeenRevision> list(Caller caller, ApiId id) {
        Api now = own.find(caller, id);
        List<SeenRevision> seen = revisions.each(
                now.id(),
                (revision, before) -> SeenRevision.of(
                        revision, before == null ? List.of() : changed(before, revision), isAs(now, revision)));
        return IntStream.range(0, seen.size())
                .mapToObj(i -> i == 0 ? seen.get(i) : seen.get(i).asPast())
                .toList();
    }

    private static boolean isAs(Api now, Revision revision) {
        return Differences.between(revision.api(), now).isEmpty();
    }

    private static List<String> changed(Revision before, Revision after) {
        List<String> changed = new ArrayList<>(Differences.between(before.api(), after.api()));
        if (!before.definition().equals(after.definition())) {
            changed.add("definition");
        }
        return changed;
    }

    /**
     * One revision.
     *
     * @throws NotFound if there is no such API, or no such revision of it any more
     */
    public Revision find(Caller caller, ApiId id, long number) {
        Api now = own.find(caller, id);
        return revisions.find(now.id(), number).orElseThrow(() -> new UnknownRevision(id, number));
    }

    /**
     * What changes from one revision to another.
     *
     * @param from the number of the one; empty for the API as it is now
     * @param to the number of the other; empty for the API as it is now
     * @throws NotFound if there is no such API, or no such revision of it any more
     */
    public ApiComparison compare(Caller caller, ApiId id, OptionalLong from, OptionalLong to) {
        ApiState before = state(caller, id, from);
        ApiState after = state(caller, id, to);
        List<String> untold = new ArrayList<>();
        DefinitionChanges changes = before.isDefinedAs(after)
                ? NOTHING
                : orWhy(() -> definitions.compare(caller, before, after), NOTHING, untold);
        List<Rewrite> xml = orWhy(() -> gateways.compare(masked(before.api()), masked(after.api())), List.of(), untold);
        return new ApiComparison(
                before.api(),
                after.api(),
                fields(before, after),
                Differences.resources(before.api(), after.api()),
                changes,
                xml,
                untold);
    }

    private ApiState state(Caller caller, ApiId id, OptionalLong number) {
        if (number.isEmpty()) {
            Api now = own.find(caller, id);
            return new ApiState(now, apis.definition(id).orElse(null));
        }
        Revision revision = find(caller, id, number.getAsLong());
        return new ApiState(
                revision.api(), revisions.definition(id, number.getAsLong()).orElse(null));
    }

    /** One part that can't be compared keeps nobody from the others. */
    private static <T> T orWhy(Supplier<T> compared, T otherwise, List<String> untold) {
        try {
            return compared.get();
        } catch (Invalid | Unavailable e) {
            untold.add(String.valueOf(e.getMessage()));
            return otherwise;
        }
    }

    private static List<Difference> fields(ApiState before, ApiState after) {
        List<Difference> fields = new ArrayList<>(Differences.fields(before.api(), after.api()));
        Definition old = before.written();
        Definition other = after.written();
        if (old == null ? other != null : !old.equals(other)) {
            fields.add(new Difference("definition", ApiState.words(old), ApiState.words(other)));
        }
        return fields;
    }

    /** The XML for gateways has the password in it. */
    private static Api masked(Api api) {
        return api.withBackend(api.backend().withPassword("****"));
    }

    /**
     * Makes the API what it was at an earlier revision, its definition included: by a save like any other, so that nothing comes
     * back that could not be saved now. Its status, its thumbnail, its WSDL, its documents and its subscriptions stay.
     *
     * @param seen the revision of the API that the caller saw
     * @param number the revision to which it goes back
     * @return the API as it is stored now, and the gateways that could not be reached
     * @throws Forbidden if the caller does not create APIs
     * @throws NotFound if there is no such API, or no such revision of it any more
     * @throws Changed if the API is at another revision than the caller saw; nothing has changed then
     * @throws Invalid if something of it is not allowed any more: a tier that is gone, for instance
     * @throws Conflict if something of it has become another API's meanwhile: its context, or a scope
     * @throws GatewayRefused if a gateway did not take it; nothing has changed then
     */
    public Outcome<Api> goBack(Caller caller, ApiId id, long seen, long number) {
        caller.requireAny(Permission.CREATE_APIS);
        Revision revision = find(caller, id, number);
        Definition definition = revision.definition().isEmpty()
                ? null
                : revisions.definition(id, number).orElseThrow(() -> new UnknownRevision(id, number));
        ApiDraft draft = ApiDraft.of(revision.api()).withDefinition(definition);
        return editing.goBack(
                caller,
                id,
                new ApiEditing.Earlier(seen, number),
                before -> draft.withDescription(attached(draft.description(), before.description()))
                        .withBackend(withPasswordOf(before.backend(), draft.backend())));
    }

    /** What was in the registry then is there no more. */
    private static Description attached(Description then, Description now) {
        boolean isStored = Wsdls.has(then) || Wsdls.has(now);
        return then.withThumbnail(now.thumbnail()).withWsdl(isStored ? now.wsdl() : then.wsdl());
    }

    /** A password that has been changed since is good for nothing any more. */
    private static Backend withPasswordOf(Backend now, Backend then) {
        boolean isSameUser = now.secured() && then.secured() && now.username().equals(then.username());
        return isSameUser ? then.withPassword(now.password()) : then;
    }
}
