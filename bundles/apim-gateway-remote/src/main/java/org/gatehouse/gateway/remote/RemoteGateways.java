package org.gatehouse.gateway.remote;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.gateway.GatewayAdmin;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.keys.TokenSecret;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.domain.tls.TlsIdentity;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the gateways of the configured environments: how to administer each, and how to make it forget. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "apim.gateway.remote")
@Designate(ocd = RemoteGateways.Config.class)
public final class RemoteGateways {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteGateways.class);

    private final List<ServiceRegistration<?>> offered = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "remote-gateways");
        thread.setDaemon(true);
        return thread;
    });

    /** Those that are configured; one that is not understood is left out. */
    @Activate
    public RemoteGateways(
            @Reference TlsIdentity tls, @Reference TokenSecret secret, BundleContext context, Config config) {
        MachineIdentity part = new MachineIdentity(secret, InstantSource.system());
        for (String text : config.environments()) {
            try {
                RemoteEnvironment environment = RemoteEnvironment.parse(text);
                offer(environment, new SoapClient(environment, tls.client(), part), context);
            } catch (Invalid e) {
                LOG.error("Left out: {}", e.getMessage());
            }
        }
    }

    private void offer(RemoteEnvironment environment, SoapClient client, BundleContext context) {
        Dictionary<String, String> properties =
                FrameworkUtil.asDictionary(Map.of("environment", environment.name() + "|" + environment.type()));
        offered.add(context.registerService(GatewayAdmin.class, new RemoteGateway(client), properties));
        offered.add(context.registerService(KeyMemory.class, new RemoteMemory(client, timer), properties));
        LOG.info(
                "Gateway of {} at {}",
                environment.name(),
                environment.services().getAuthority());
    }

    /** Takes them away. */
    @Deactivate
    public void close() {
        offered.forEach(ServiceRegistration::unregister);
        timer.shutdownNow();
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: gateways elsewhere")
    @interface Config {
        @AttributeDefinition(
                description = "Each name|hybrid, production or sandbox|address of its services|user|password.")
        String[] environments() default {};
    }
}
