package org.gatehouse.web.store;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.front.BehindFront;
import org.gatehouse.store.MyApplications;
import org.gatehouse.web.jag.JagSection;
import org.gatehouse.web.jag.JagServlet;
import org.gatehouse.web.request.Parameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The store's addresses for scripts, noun by noun. There once the room behind it is. */
@Component(
        service = BehindFront.class,
        reference = @Reference(name = "room", service = MyApplications.class),
        property = {
            "osgi.http.whiteboard.servlet.name=apim-store-blocks",
            "osgi.http.whiteboard.servlet.pattern=/site/blocks/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=apim-store)",
        })
public final class StoreBlocks extends JagServlet implements BehindFront {
    /** None yet. */
    @Activate
    public StoreBlocks(@Reference Authenticator authenticator) {
        super(Admission.sessions(authenticator));
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(apim.door=store)")
    void addSection(JagSection section) {
        add(section);
    }

    void removeSection(JagSection section) {
        remove(section);
    }

    @Override
    protected Optional<String> objection(HttpServletRequest request, Parameters parameters) {
        return InputRules.objection(parameters);
    }
}
