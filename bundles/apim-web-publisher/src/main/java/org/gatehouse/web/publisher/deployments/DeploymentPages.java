package org.gatehouse.web.publisher.deployments;

import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.ApiDeployments;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.publisher.apis.ApiRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where an API is deployed, as its gateways tell when they are asked. */
@Component(property = "apim.door=publisher")
public final class DeploymentPages implements PageSection {
    private static final String PATH = "/apis/gateways";

    private final ApiListing listing;
    private final ApiDeployments deployments;

    /** Over the publisher's verbs. */
    @Activate
    public DeploymentPages(@Reference ApiListing listing, @Reference ApiDeployments deployments) {
        this.listing = listing;
        this.deployments = deployments;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::show).form(PATH, this::bring);
    }

    private Page show(PageVisit visit) {
        Api api = listing.find(visit.caller(), CalledApi.id(visit.parameters()));
        return Page.show(
                200,
                "deployments/list",
                Page.values(
                        "api", ApiRow.of(api),
                        "query", CalledApi.query(api.id()),
                        "deployments", deployments.of(visit.caller(), api.id()),
                        "mayEdit", visit.caller().may(Permission.CREATE_APIS),
                        "mayPublish", visit.caller().may(Permission.PUBLISH_APIS)));
    }

    private Page bring(PageVisit visit) {
        ApiId id = CalledApi.id(visit.parameters());
        String environment = visit.parameters().text("environment");
        try {
            deployments.bring(visit.caller(), id, environment);
            visit.done("deployments.brought", id.name(), id.version(), environment);
        } catch (Invalid | Conflict | Unavailable refused) {
            visit.failed(
                    "deployments.not-brought",
                    id.name(),
                    id.version(),
                    environment,
                    String.valueOf(refused.getMessage()));
        }
        return Page.to(PATH + "?" + CalledApi.query(id));
    }
}
