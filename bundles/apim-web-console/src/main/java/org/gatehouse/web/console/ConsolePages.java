package org.gatehouse.web.console;

import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.front.BehindFront;
import org.gatehouse.web.Door;
import org.gatehouse.web.SignIn;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageRouter;
import org.gatehouse.web.page.PageSection;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The console's pages, noun by noun. Everyone with the log-in permission comes in. */
@Capability(namespace = "org.gatehouse.door", attribute = "path=/carbon")
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-console-pages",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=apim-console)",
        })
public final class ConsolePages extends PageRouter implements BehindFront {
    /** Where people come to, and back to. */
    public static final String HOME = "/admin/index.jsp";

    /** None yet. */
    @Activate
    public ConsolePages(@Reference Authenticator authenticator) {
        super(new Door("door.console", HOME), new SignIn(authenticator, caller -> caller.may(Permission.LOGIN)));
        own().show("/", visit -> Page.to(HOME)).show("/admin/login.jsp", visit -> Page.to(Door.SIGN_IN));
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(apim.door=console)")
    void addSection(PageSection section) {
        add(section);
    }

    void removeSection(PageSection section) {
        remove(section);
    }
}
