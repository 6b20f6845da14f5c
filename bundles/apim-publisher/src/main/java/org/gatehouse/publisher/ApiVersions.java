package org.gatehouse.publisher;

import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiTaken;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.domain.catalog.wsdl.Wsdls;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.registry.Registry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** New versions of APIs, which begin as copies. */
@Component(service = ApiVersions.class)
public final class ApiVersions {
    private final Apis apis;
    private final OwnApis own;
    private final Documents documents;
    private final ApiEditing editing;
    private final Thumbnails thumbnails;
    private final Wsdls wsdls;

    /** Over what is stored. */
    @Activate
    public ApiVersions(
            @Reference Apis apis,
            @Reference Documents documents,
            @Reference ApiEditing editing,
            @Reference Registry registry) {
        this.apis = apis;
        this.thumbnails = new Thumbnails(registry);
        this.wsdls = new Wsdls(registry);
        this.own = new OwnApis(apis);
        this.documents = documents;
        this.editing = editing;
    }

    /**
     * Adds another version with all that the API has, documents, definition, thumbnail and WSDL included, but its subscriptions; no gateway has it yet.
     *
     * @param becomesDefault whether calls without a version reach it once gateways have it
     * @throws Forbidden if the caller does not create APIs
     * @throws NotFound if there is no such API
     * @throws Invalid if that is no version
     * @throws ApiTaken if that version is there already
     * @throws Conflict if its context is another API's
     */
    public Api copy(Caller caller, ApiId from, String version, boolean becomesDefault) {
        caller.requireAny(Permission.CREATE_APIS);
        Api source = own.find(caller, from);
        ApiId id = new ApiId(from.provider(), from.name(), version);
        ApiDraft draft = ApiDraft.of(source)
                .withId(id)
                .withDefaultVersion(becomesDefault)
                .withDefinition(apis.definition(source.id()).orElse(null))
                .withThumbnail(
                        thumbnails.find(source.id(), source.description()).orElse(null))
                .withWsdl(wsdls.find(source.id(), source.description()).orElse(null));
        Api copy = editing.createVersion(caller, draft);
        try {
            documents.copy(source.id(), id);
        } catch (RuntimeException e) {
            takeBack(copy, e);
            throw e;
        }
        return copy;
    }

    /** Unless somebody has found it already and made it another one. */
    private void takeBack(Api copy, RuntimeException because) {
        try {
            if (apis.find(copy.id()).filter(copy::equals).isPresent()
                    && documents.of(copy.id()).isEmpty()) {
                editing.remove(copy);
            }
        } catch (RuntimeException e) {
            because.addSuppressed(e);
        }
    }
}
