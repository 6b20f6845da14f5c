package org.gatehouse.gateway.deployer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.gateway.GatewayAdmin;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.gateway.Rewrite;
import org.gatehouse.domain.registry.CustomSequences;
import org.gatehouse.domain.registry.Registry;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders APIs by Velocity and puts them on the gateway of this process, which stands for the first environment. */
@Component(configurationPid = "apim.gateway.deployer")
@Designate(ocd = VelocityGatewayDeployer.Config.class)
public final class VelocityGatewayDeployer implements GatewayDeployer {
    private static final Logger LOG = LoggerFactory.getLogger(VelocityGatewayDeployer.class);

    private final GatewayAdmin gateway;
    private final ApiSequences sequences;
    private final ApiXml xml;
    private final Environment environment;
    private final boolean extensionOnTop;

    /** As configured, with the templates under {@code repository/resources/api_templates}. */
    @Activate
    public VelocityGatewayDeployer(
            @Reference GatewayAdmin gateway, @Reference Registry registry, BundleContext context, Config config) {
        this(
                gateway,
                new CustomSequences(registry),
                Path.of(
                        Optional.ofNullable(context.getProperty("carbon.home")).orElse("."),
                        "repository/resources/api_templates"),
                config.environments().length == 0
                        ? new Environment("Production and Sandbox", "hybrid")
                        : Environment.parse(config.environments()[0]),
                config.extension_position().equals("top"),
                config.jwt());
    }

    VelocityGatewayDeployer(
            GatewayAdmin gateway,
            CustomSequences offered,
            Path templates,
            Environment environment,
            boolean extensionOnTop,
            boolean jwt) {
        this.gateway = gateway;
        this.sequences = new ApiSequences(offered);
        this.xml = new ApiXml(new Templates(templates), sequences, jwt);
        this.environment = environment;
        this.extensionOnTop = extensionOnTop;
    }

    @Override
    public Map<String, String> deploy(Api api) {
        return attempt(api, () -> {
            // All is rendered before anything is changed: a broken template leaves the gateway as it was.
            String own = xml.render(api, environment, extensionOnTop);
            String unversioned = api.defaultVersion() ? xml.renderDefault(api, environment) : "";
            Map<String, String> chosen = sequences.of(api);
            putSequences(chosen, () -> {
                gateway.put(api.id().deployedName(), own);
                if (api.defaultVersion()) {
                    gateway.put(api.id().artefact(), unversioned);
                } else {
                    removeDefault(api);
                }
            });
            ApiSequences.names(api).stream()
                    .filter(name -> !chosen.containsKey(name))
                    .forEach(gateway::removeSequence);
        });
    }

    /** Sequences come before the API that runs them; where the API is refused, they are again what they were. */
    private void putSequences(Map<String, String> chosen, Runnable then) {
        Map<String, Optional<String>> before = new LinkedHashMap<>();
        try {
            chosen.forEach((name, text) -> {
                before.put(name, gateway.findSequence(name));
                gateway.putSequence(name, text);
            });
            then.run();
        } catch (Invalid | Conflict | Unavailable e) {
            before.forEach((name, text) ->
                    text.ifPresentOrElse(old -> gateway.putSequence(name, old), () -> gateway.removeSequence(name)));
            throw e;
        }
    }

    @Override
    public Map<String, String> withdraw(Api api) {
        return attempt(api, () -> {
            gateway.remove(api.id().deployedName());
            removeDefault(api);
            ApiSequences.names(api).forEach(gateway::removeSequence);
        });
    }

    @Override
    public List<Rewrite> preview(List<Api> apis) {
        List<Rewrite> rewrites = rewrites(apis);
        gateway.checkAll(xml(rewrites));
        return rewrites;
    }

    @Override
    public List<Rewrite> redeploy(List<Api> apis) {
        List<Rewrite> rewrites = rewrites(apis);
        gateway.putAll(xml(rewrites));
        return rewrites;
    }

    private List<Rewrite> rewrites(List<Api> apis) {
        List<Rewrite> rewrites = new ArrayList<>();
        for (Api api : apis) {
            try {
                rewrites.add(rewrite(api.id().deployedName(), xml.render(api, environment, extensionOnTop)));
                if (api.defaultVersion()) {
                    rewrites.add(rewrite(api.id().artefact(), xml.renderDefault(api, environment)));
                }
            } catch (Invalid e) {
                throw new Invalid(api.id() + ": " + e.getMessage(), e);
            }
        }
        rewrites.removeIf(rewrite -> rewrite.before().equals(rewrite.after()));
        return rewrites;
    }

    private Rewrite rewrite(String name, String after) {
        return new Rewrite(name, gateway.find(name).orElse(""), after);
    }

    private static Map<String, String> xml(List<Rewrite> rewrites) {
        Map<String, String> xml = new LinkedHashMap<>();
        rewrites.forEach(rewrite -> xml.put(rewrite.deployedName(), rewrite.after()));
        return xml;
    }

    @Override
    public boolean isSettled(Api api) {
        Optional<String> deployed = gateway.find(api.id().deployedName());
        Optional<String> unversioned = gateway.find(api.id().artefact());
        if (!api.status().isOnGateway()) {
            return deployed.isEmpty() && !isOf(api, unversioned);
        }
        return deployed.filter(text -> text.contains(ApiXml.mark(api))).isPresent()
                && sequences.of(api).entrySet().stream()
                        .allMatch(sequence -> gateway.findSequence(sequence.getKey())
                                .filter(sequence.getValue()::equals)
                                .isPresent())
                && (api.defaultVersion()
                        ? unversioned
                                .filter(text -> text.contains(ApiXml.markOfDefault(api)))
                                .isPresent()
                        : !isOf(api, unversioned));
    }

    /** Another version may have become the default meanwhile; its XML stays. */
    private void removeDefault(Api api) {
        if (isOf(api, gateway.find(api.id().artefact()))) {
            gateway.remove(api.id().artefact());
        }
    }

    private static boolean isOf(Api api, Optional<String> unversioned) {
        return unversioned.filter(text -> text.contains(ApiXml.owner(api))).isPresent();
    }

    private Map<String, String> attempt(Api api, Runnable change) {
        try {
            change.run();
            return Map.of();
        } catch (Invalid | Conflict | Unavailable e) {
            LOG.warn("{} could not be changed on {}: {}", api.id(), environment.name(), e.getMessage());
            return Map.of(environment.name(), String.valueOf(e.getMessage()));
        }
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: deployment to gateways")
    @interface Config {
        @AttributeDefinition(description = "Gateway environments, each name|hybrid, production or sandbox|addresses.")
        String[] environments() default {};

        @AttributeDefinition(description = "Where the extension handler stands among the handlers: top or bottom.")
        String extension_position() default "bottom";

        @AttributeDefinition(description = "Whether back ends are told by a signed token who calls.")
        boolean jwt() default false;
    }
}
