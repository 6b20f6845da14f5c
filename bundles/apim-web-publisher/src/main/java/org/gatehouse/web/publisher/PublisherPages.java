package org.gatehouse.web.publisher;

import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.front.BehindFront;
import org.gatehouse.publisher.ApiListing;
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

/** The publisher's pages, noun by noun. There once the room behind it is. */
@Capability(namespace = "org.gatehouse.door", attribute = "path=/publisher")
@Component(
        service = BehindFront.class,
        reference = @Reference(name = "room", service = ApiListing.class),
        property = {
            "osgi.http.whiteboard.servlet.name=apim-publisher-pages",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=apim-publisher)",
        })
public final class PublisherPages extends PageRouter implements BehindFront {
    /** Where people come to, and back to. */
    public static final String HOME = "/apis";

    /** None yet. */
    @Activate
    public PublisherPages(@Reference Authenticator authenticator) {
        super(new Door("door.publisher", HOME), Admission.signIn(authenticator));
        own().show("/", visit -> Page.to(HOME));
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(apim.door=publisher)")
    void addSection(PageSection section) {
        add(section);
    }

    void removeSection(PageSection section) {
        remove(section);
    }
}
