package org.gatehouse.web.store.catalogue;

import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.store.ApiWsdls;
import org.gatehouse.web.Attachment;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.request.Parameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The WSDLs of APIs as files, for whoever sees the APIs. To others there is nothing. */
@Component(property = "apim.door=store")
public final class WsdlPages implements PageSection {
    private static final String PATH = "/apis/wsdl";

    private final ApiWsdls wsdls;

    /** Over the store's verbs. */
    @Activate
    public WsdlPages(@Reference ApiWsdls wsdls) {
        this.wsdls = wsdls;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::file);
    }

    /** Where an API's WSDL is. */
    static String of(ApiId id) {
        return PATH + "?" + ThumbnailPages.query(id);
    }

    private Page file(PageVisit visit) {
        Parameters sent = visit.parameters();
        ApiId id =
                new ApiId(UserName.parse(sent.required("provider")), sent.required("name"), sent.required("version"));
        Wsdl wsdl = wsdls.of(visit.visitor().orElse(null), id);
        return Page.keep(new Attachment(id.name() + "-" + id.version() + ".wsdl", wsdl.bytes()));
    }
}
