package org.gatehouse.web.publisher;

import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.front.BehindFront;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.web.jag.JagSection;
import org.gatehouse.web.jag.JagServlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The publisher's addresses for scripts, noun by noun. There once the room behind it is. */
@Component(
        service = BehindFront.class,
        reference = @Reference(name = "room", service = ApiListing.class),
        property = {
            "osgi.http.whiteboard.servlet.name=apim-publisher-blocks",
            "osgi.http.whiteboard.servlet.pattern=/site/blocks/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=apim-publisher)",
        })
public final class PublisherBlocks extends JagServlet implements BehindFront {
    /** None yet. */
    @Activate
    public PublisherBlocks(@Reference Authenticator authenticator) {
        super(Admission.signIn(authenticator).sessions());
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(apim.door=publisher)")
    void addSection(JagSection section) {
        add(section);
    }

    void removeSection(JagSection section) {
        remove(section);
    }
}
