package org.gatehouse.web.console.system;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.web.console.ConsolePages;
import org.gatehouse.web.console.gateways.GatewayView;
import org.gatehouse.web.page.MenuEntry;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How the server stands. Its facts are for those who run it, and of what the gateway serves a tenant's administrator sees what
 * is his tenant's.
 */
@Component(service = PageSection.class, property = "apim.door=console")
public final class SystemPages implements PageSection {
    private static final UserName SERVER = new UserName(UserName.SUPER_TENANT, "server");

    private final GatewayView gateway;
    private final Supplier<ServerFacts> facts;

    /** Over the framework it runs in. */
    @Activate
    public SystemPages(@Reference GatewayView gateway, BundleContext framework) {
        this(
                gateway,
                () -> new ServerFacts(
                        framework.getBundle().getVersion().toString(),
                        framework.getBundles().length,
                        framework::getProperty));
    }

    /** Over facts from anywhere: each look is a fresh one. */
    public SystemPages(GatewayView gateway, Supplier<ServerFacts> facts) {
        this.gateway = gateway;
        this.facts = facts;
    }

    @Override
    public void open(Routes routes) {
        routes.show(ConsolePages.HOME, this::home);
    }

    @Override
    public List<MenuEntry> menu() {
        return List.of(new MenuEntry("system.title", "house", ConsolePages.HOME, 10, false));
    }

    private Page home(PageVisit visit) {
        Caller caller = visit.caller();
        Map<String, String> rows = caller.runsTheServer() ? facts.get().rows() : Map.of();
        Optional<List<String>> deployed = caller.runsTheTenant() ? gateway.deployed() : Optional.empty();
        return Page.show(
                "system/home",
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
}
