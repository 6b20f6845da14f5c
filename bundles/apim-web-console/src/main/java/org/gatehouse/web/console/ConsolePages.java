package org.gatehouse.web.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.front.BehindFront;
import org.gatehouse.web.Door;
import org.gatehouse.web.Page;
import org.gatehouse.web.PageServlet;
import org.gatehouse.web.PageVisit;
import org.gatehouse.web.SignIn;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The console's pages. Everyone with the log-in permission comes in; the server's facts are for those who run it, and of what
 * the gateway serves a tenant's administrator sees what is his tenant's.
 */
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-console-pages",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=apim-console)",
        })
public final class ConsolePages extends PageServlet implements BehindFront {
    private static final String HOME = "/admin/index.jsp";

    private static final UserName SERVER = new UserName(UserName.SUPER_TENANT, "server");

    private final GatewayView gateway;
    private final ServerFactsSource facts;

    /** Over the framework it runs in. */
    @Activate
    public ConsolePages(
            @Reference Authenticator authenticator, @Reference GatewayView gateway, BundleContext framework) {
        this(
                authenticator,
                gateway,
                () -> new ServerFacts(
                        framework.getBundle().getVersion().toString(),
                        framework.getBundles().length,
                        framework::getProperty));
    }

    ConsolePages(Authenticator authenticator, GatewayView gateway, ServerFactsSource facts) {
        super(
                new Door("Management Console", HOME, List.of(new Door.Link("Home", HOME))),
                new SignIn(authenticator, caller -> caller.may(Permission.LOGIN)));
        this.gateway = gateway;
        this.facts = facts;
        show("/", visit -> Page.to(HOME));
        show("/admin/login.jsp", visit -> Page.to(Door.SIGN_IN));
        show(HOME, this::home);
    }

    private Page home(PageVisit visit) {
        Caller caller = visit.caller();
        Map<String, String> rows = caller.runsTheServer() ? facts.now().rows() : Map.of();
        Optional<List<String>> deployed = caller.runsTheTenant() ? gateway.deployed() : Optional.empty();
        return Page.show(
                "home",
                "runsTheServer",
                caller.runsTheServer(),
                "tenant",
                caller.runsTheTenant() ? caller.tenant() : "",
                "facts",
                rows.entrySet(),
                "hasGateway",
                deployed.isPresent(),
                "deployed",
                deployed.orElse(List.of()).stream()
                        .filter(name -> caller.runsTheServer()
                                || caller.tenant().equals(provider(name).tenant()))
                        .toList());
    }

    /** Of {@code provider--name:vVersion}; what a person has named otherwise belongs to the server. */
    private static UserName provider(String deployedName) {
        int end = deployedName.indexOf("--");
        return end <= 0 ? SERVER : UserName.parse(deployedName.substring(0, end));
    }

    /** Where facts come from: each look is a fresh one. */
    @FunctionalInterface
    interface ServerFactsSource {
        ServerFacts now();
    }
}
