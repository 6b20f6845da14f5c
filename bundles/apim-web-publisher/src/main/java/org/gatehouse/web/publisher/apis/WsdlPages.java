package org.gatehouse.web.publisher.apis;

import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.web.Attachment;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.CalledApi;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The WSDLs of APIs as files: as they were sent, or as those need them who call the API. */
@Component(property = "apim.door=publisher")
public final class WsdlPages implements PageSection {
    private static final String PATH = "/apis/wsdl";

    private final ApiWsdls wsdls;

    /** Over the publisher's verbs. */
    @Activate
    public WsdlPages(@Reference ApiWsdls wsdls) {
        this.wsdls = wsdls;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::file);
    }

    private Page file(PageVisit visit) {
        Caller caller = visit.caller();
        ApiId id = CalledApi.id(visit.parameters());
        boolean isForCallers = visit.parameters().text("for").equals("callers");
        Wsdl wsdl = isForCallers ? wsdls.forCallers(caller, id) : wsdls.of(caller, id);
        return Page.keep(new Attachment(id.name() + "-" + id.version() + ".wsdl", wsdl.bytes()));
    }
}
