package org.gatehouse.gateway.deployer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.gateway.GatewayAdmin;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.registry.CustomSequences;
import org.gatehouse.domain.registry.Registry;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A deployer for each gateway that there is: the one of this process, and those that are administered elsewhere. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "apim.gateway.deployer")
@Designate(ocd = GatewayDeployers.Config.class)
public final class GatewayDeployers
        implements ServiceTrackerCustomizer<GatewayAdmin, ServiceRegistration<GatewayDeployer>> {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayDeployers.class);

    private final BundleContext context;
    private final ApiSequences sequences;
    private final ApiXml xml;
    private final boolean extensionOnTop;
    private final Optional<Environment> local;
    private final ServiceTracker<GatewayAdmin, ServiceRegistration<GatewayDeployer>> gateways;

    /** As configured, with the templates under {@code repository/resources/api_templates}. */
    @Activate
    public GatewayDeployers(@Reference Registry registry, BundleContext context, Config config) {
        this.context = context;
        this.sequences = new ApiSequences(new CustomSequences(registry));
        this.xml = new ApiXml(
                new Templates(Path.of(
                        Optional.ofNullable(context.getProperty("carbon.home")).orElse("."),
                        "repository/resources/api_templates")),
                sequences,
                config.jwt());
        this.extensionOnTop = config.extension_position().equals("top");
        List<Environment> here =
                Arrays.stream(config.environments()).map(Environment::parse).toList();
        this.local = here.stream().findFirst();
        here.stream()
                .skip(1)
                .forEach(extra -> LOG.error(
                        "Environment {} is this server, as {} is: nothing is deployed for it",
                        extra.name(),
                        here.get(0).name()));
        this.gateways = new ServiceTracker<>(context, GatewayAdmin.class, this);
        gateways.open();
    }

    /** Takes the deployers away. */
    @Deactivate
    public void close() {
        gateways.close();
    }

    /** Null, as the tracker has it, for a gateway to which nothing is deployed. */
    @Override
    @SuppressWarnings("NullAway")
    public ServiceRegistration<GatewayDeployer> addingService(ServiceReference<GatewayAdmin> reference) {
        Optional<Environment> environment = environment(reference);
        GatewayAdmin gateway = environment.isEmpty() ? null : context.getService(reference);
        if (gateway == null) {
            return null;
        }
        return context.registerService(
                GatewayDeployer.class,
                new VelocityGatewayDeployer(gateway, environment.get(), sequences, xml, extensionOnTop),
                FrameworkUtil.asDictionary(Map.of()));
    }

    /** The gateway of this process does not know which environment it is; the others were made for theirs. */
    private Optional<Environment> environment(ServiceReference<GatewayAdmin> reference) {
        return reference.getProperty("environment") instanceof String remote
                ? Optional.of(Environment.parse(remote))
                : local;
    }

    @Override
    public void modifiedService(
            ServiceReference<GatewayAdmin> reference, ServiceRegistration<GatewayDeployer> registration) {
        // Which environment a gateway is never changes.
    }

    @Override
    public void removedService(
            ServiceReference<GatewayAdmin> reference, ServiceRegistration<GatewayDeployer> registration) {
        registration.unregister();
        context.ungetService(reference);
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: deployment to gateways")
    @interface Config {
        @AttributeDefinition(
                description =
                        "Which environment the gateway of this process is: name|hybrid, production or sandbox|addresses.")
        String[] environments() default {"Production and Sandbox|hybrid"};

        @AttributeDefinition(description = "Where the extension handler stands among the handlers: top or bottom.")
        String extension_position() default "bottom";

        @AttributeDefinition(description = "Whether back ends are told by a signed token who calls.")
        boolean jwt() default false;
    }
}
