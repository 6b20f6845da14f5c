package org.gatehouse.gateway.deployer;

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

/** Renders APIs by Velocity and puts them on the gateway of one environment. */
final class VelocityGatewayDeployer implements GatewayDeployer {
    private final GatewayAdmin gateway;
    private final Environment environment;
    private final ApiSequences sequences;
    private final ApiXml xml;
    private final boolean extensionOnTop;

    VelocityGatewayDeployer(
            GatewayAdmin gateway, Environment environment, ApiSequences sequences, ApiXml xml, boolean extensionOnTop) {
        this.gateway = gateway;
        this.environment = environment;
        this.sequences = sequences;
        this.xml = xml;
        this.extensionOnTop = extensionOnTop;
    }

    @Override
    public String environment() {
        return environment.name();
    }

    @Override
    public void deploy(Api api) {
        if (!environment.takes(api)) {
            withdraw(api);
            return;
        }
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
    public void withdraw(Api api) {
        gateway.remove(api.id().deployedName());
        removeDefault(api);
        ApiSequences.names(api).forEach(gateway::removeSequence);
    }

    @Override
    public Map<String, String> render(Api api) {
        if (!environment.takes(api)) {
            return Map.of();
        }
        Map<String, String> rendered = new LinkedHashMap<>();
        rendered.put(api.id().deployedName(), xml.render(api, environment, extensionOnTop));
        if (api.defaultVersion()) {
            rendered.put(api.id().artefact(), xml.renderDefault(api, environment));
        }
        return rendered;
    }

    @Override
    public List<Rewrite> preview(List<Api> apis) {
        List<Rewrite> rewrites =
                rewrites(apis.stream().filter(environment::takes).toList());
        gateway.checkAll(after(rewrites));
        return rewrites;
    }

    @Override
    public void apply(List<Rewrite> rewrites) {
        gateway.putAll(after(rewrites));
        rewrites.stream()
                .filter(rewrite -> rewrite.after().isEmpty())
                .forEach(rewrite -> gateway.remove(rewrite.deployedName()));
    }

    private List<Rewrite> rewrites(List<Api> apis) {
        List<Rewrite> rewrites = new ArrayList<>();
        for (Api api : apis) {
            try {
                render(api).forEach((name, text) -> rewrites.add(rewrite(name, text)));
            } catch (Invalid e) {
                throw new Invalid(api.id() + ": " + e.getMessage(), e);
            }
        }
        rewrites.removeIf(rewrite -> rewrite.before().equals(rewrite.after()));
        return rewrites;
    }

    private Rewrite rewrite(String name, String after) {
        return new Rewrite(environment.name(), name, gateway.find(name).orElse(""), after);
    }

    private static Map<String, String> after(List<Rewrite> rewrites) {
        Map<String, String> xml = new LinkedHashMap<>();
        for (Rewrite rewrite : rewrites) {
            if (!rewrite.after().isEmpty()) {
                xml.put(rewrite.deployedName(), rewrite.after());
            }
        }
        return xml;
    }

    @Override
    public boolean isSettled(Api api) {
        Optional<String> deployed = gateway.find(api.id().deployedName());
        Optional<String> unversioned = gateway.find(api.id().artefact());
        if (!api.isOnGateway() || !environment.takes(api)) {
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
}
