package org.gatehouse.gateway.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.core.SynapseEnvironment;
import org.apache.synapse.mediators.base.SequenceMediator;
import org.gatehouse.gateway.mediation.call.DeployedApi;
import org.gatehouse.gateway.mediation.call.DeployedResource;
import org.gatehouse.gateway.plugin.LateHandler;
import org.gatehouse.gateway.routing.AnyPath;
import org.gatehouse.gateway.routing.PathPattern;
import org.gatehouse.gateway.routing.RequestTarget;
import org.gatehouse.gateway.routing.ResourceTable;
import org.gatehouse.gateway.routing.Spelling;
import org.gatehouse.gateway.routing.UriTemplate;
import org.gatehouse.gateway.routing.UrlMapping;
import org.jspecify.annotations.Nullable;

/** Builds an API of its {@code api} element. Of several {@code handlers} elements the first counts, as in the original. */
final class ApiBuilder {
    private static final Set<String> VERSION_TYPES = Set.of("context", "url", "none");
    private static final List<String> BOTH_TRANSPORTS = List.of("http", "https");

    private final OMElement element;
    private final BuildContext buildContext;
    private final Properties properties;
    private final SynapseEnvironment environment;
    private final int bodyBytes;

    ApiBuilder(OMElement element, BuildContext buildContext, SynapseEnvironment environment) {
        this(element, buildContext, environment, Integer.MAX_VALUE);
    }

    /** Of an API that holds no longer bodies of requests than that. */
    ApiBuilder(OMElement element, BuildContext buildContext, SynapseEnvironment environment, int bodyBytes) {
        this.bodyBytes = bodyBytes;
        this.element = element;
        this.buildContext = buildContext;
        this.properties = buildContext.properties();
        this.environment = environment;
    }

    DeployedApi build() {
        refuse(element, "hostname", "since an API is found by its context on every host");
        refuse(element, "port", "since transports say where an API is served");
        String version = text("version");
        String versionType = text("version-type");
        if (!versionType.isEmpty() && !VERSION_TYPES.contains(versionType)) {
            throw refused("version-type: " + versionType + " (expected: context, url or none)");
        }
        if (version.isEmpty() && !versionType.isEmpty() && !versionType.equals("none")) {
            throw refused("version-type: " + versionType + " without a version");
        }
        String context = context(version);
        String base = context.equals("/") ? "" : context;
        List<DeployedResource> resources = new ArrayList<>();
        ResourceTable<DeployedResource> table = table(resources);
        return new DeployedApi(
                name(version),
                context,
                version,
                prefix(versionType.equals("url") ? base + "/" + version : base),
                transports(),
                bodyBytes,
                handlers(),
                List.copyOf(resources),
                table);
    }

    private String name(String version) {
        String name = Xml.required(element, "name");
        return version.isEmpty() ? name : name + ":v" + version;
    }

    private String context(String version) {
        String context = Xml.required(element, "context").replace("{version}", version);
        if (!context.startsWith("/")) {
            throw refused("context: " + context + " (expected: a slash at its start)");
        }
        return context.length() > 1 && context.endsWith("/") ? context.substring(0, context.length() - 1) : context;
    }

    /** In its spelling. Contexts are compared as texts, so there may be no other way to read one. */
    private String prefix(String written) {
        String prefix = Spelling.of(written);
        RequestTarget target = RequestTarget.of(Spelling.sendable(written.isEmpty() ? "/" : written));
        if (target.fault() != null
                || !target.others().isEmpty()
                || !target.query().isEmpty()) {
            throw refused("context: " + written
                    + " (expected: a path without empty or dot segments, that can be read in one way only)");
        }
        return prefix;
    }

    private List<String> transports() {
        String listed = text("transports").isEmpty() ? text("transport") : text("transports");
        if (listed.isEmpty()) {
            return BOTH_TRANSPORTS;
        }
        List<String> transports = List.of(listed.toLowerCase(Locale.ROOT).split("[\\s,]+"));
        if (!BOTH_TRANSPORTS.containsAll(transports)) {
            throw refused("transports: " + listed + " (expected: http, https or both)");
        }
        return transports;
    }

    private List<LateHandler> handlers() {
        OMElement handlers = Xml.child(element, "handlers");
        return handlers == null
                ? List.of()
                : Xml.children(handlers, "handler").stream()
                        .map(buildContext::handler)
                        .toList();
    }

    private ResourceTable<DeployedResource> table(List<DeployedResource> resources) {
        ResourceTable.Builder<DeployedResource> table = new ResourceTable.Builder<>();
        for (OMElement each : Xml.children(element, "resource")) {
            refuse(each, "protocol", "since transports of the API say where it is served");
            refuse(each, "content-type", "since a resource is found by path and verb; a filter can tell types apart");
            refuse(each, "user-agent", "since a resource is found by path and verb; a filter can tell agents apart");
            DeployedResource resource = new DeployedResource(
                    sequence(each, "inSequence"), sequence(each, "outSequence"), sequence(each, "faultSequence"));
            try {
                table.add(pattern(each), verbs(each), resource);
            } catch (IllegalArgumentException refused) {
                throw Refused.at(each.getLineNumber(), refused);
            }
            resources.add(resource);
        }
        if (resources.isEmpty()) {
            throw refused("an API without resources");
        }
        return table.build();
    }

    private static PathPattern pattern(OMElement resource) {
        String mapping = Xml.attribute(resource, "url-mapping");
        String template = Xml.attribute(resource, "uri-template");
        if (mapping != null && template != null) {
            throw Refused.at(resource.getLineNumber(), "resource: both url-mapping and uri-template");
        }
        if (template != null) {
            return new UriTemplate(template);
        }
        return mapping == null ? new AnyPath() : new UrlMapping(mapping);
    }

    private static List<String> verbs(OMElement resource) {
        String methods = Xml.attribute(resource, "methods");
        return methods == null
                ? List.of()
                : List.of(methods.toUpperCase(Locale.ROOT).split("[\\s,]+"));
    }

    /** By key in an attribute or written out as an element. */
    private @Nullable Mediator sequence(OMElement resource, String name) {
        String key = Xml.attribute(resource, name);
        OMElement inline = Xml.child(resource, name);
        if (key == null && inline == null) {
            return null;
        }
        SequenceMediator sequence = inline == null || key != null
                ? Sequences.named(String.valueOf(key))
                : Sequences.build(inline, properties);
        sequence.init(environment);
        return sequence;
    }

    /** What would let in only some of the calls that are let in without it. */
    private static void refuse(OMElement element, String attribute, String reason) {
        String written = Xml.attribute(element, attribute);
        if (written != null) {
            throw Refused.at(
                    element.getLineNumber(),
                    element.getLocalName() + ": " + attribute + ": " + written + " (expected: none, " + reason + ")");
        }
    }

    private String text(String attribute) {
        String text = Xml.attribute(element, attribute);
        return text == null ? "" : text;
    }

    private Refused refused(String reason) {
        return Refused.at(element.getLineNumber(), reason);
    }
}
