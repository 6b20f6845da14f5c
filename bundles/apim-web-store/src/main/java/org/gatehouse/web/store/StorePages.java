package org.gatehouse.web.store;

import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.front.BehindFront;
import org.gatehouse.store.MyApplications;
import org.gatehouse.web.Door;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageRouter;
import org.gatehouse.web.page.PageSection;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The store's pages, noun by noun. Anyone may look around; applications need a signed-in subscriber. */
@Capability(namespace = "org.gatehouse.door", attribute = "path=/store")
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-store-pages",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=apim-store)",
        })
public final class StorePages extends PageRouter implements BehindFront {
    /** Where people come to, and back to. */
    public static final String HOME = "/apis/list";

    /** None yet. */
    @Activate
    public StorePages(@Reference MyApplications applications, @Reference Authenticator authenticator) {
        super(new Door("door.store", HOME), Admission.signIn(applications, authenticator));
        own().show("/", visit -> Page.to(HOME));
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(apim.door=store)")
    void addSection(PageSection section) {
        add(section);
    }

    void removeSection(PageSection section) {
        remove(section);
    }
}
