package org.gatehouse.gateway.deployment;

import org.apache.axiom.om.OMElement;
import org.apache.synapse.config.Entry;
import org.apache.synapse.config.SynapseConfiguration;
import org.apache.synapse.core.SynapseEnvironment;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.mediators.base.SequenceMediator;
import org.gatehouse.gateway.mediation.call.DeployedApi;
import org.gatehouse.gateway.plugin.Plugins;

/** Builds artefacts of their XML. Nothing is in force before somebody puts it there. */
final class ArtefactBuilder {
    private final Plugins plugins;
    private final Documents documents;
    private final SynapseEnvironment environment;

    ArtefactBuilder(Plugins plugins, Documents documents, SynapseEnvironment environment) {
        this.plugins = plugins;
        this.documents = documents;
        this.environment = environment;
    }

    /** Throws {@link Refused} if it cannot be built, for whatever reason. */
    Artefact build(Kind kind, byte[] xml) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        // Synapse and Axiom look for their parts by the thread's loader.
        Thread.currentThread().setContextClassLoader(SynapseConfiguration.class.getClassLoader());
        try {
            OMElement element = Xml.read(xml);
            try {
                return build(kind, element, new BuildContext(plugins));
            } catch (RuntimeException | LinkageError | StackOverflowError broken) {
                throw broken instanceof Refused known ? known : Refused.at(element.getLineNumber(), broken);
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** The name that an artefact's XML gives it; empty if it cannot be read. */
    static String nameOf(Kind kind, byte[] xml) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(SynapseConfiguration.class.getClassLoader());
        try {
            OMElement element = Xml.read(xml);
            String name = Xml.required(element, kind == Kind.ENTRY ? "key" : "name");
            String version = kind == Kind.API ? Xml.attribute(element, "version") : null;
            return version == null || version.isEmpty() ? name : name + ":v" + version;
        } catch (RuntimeException unreadable) {
            return "";
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private Artefact build(Kind kind, OMElement element, BuildContext buildContext) {
        expect(element, kind);
        Documents.Reading reading = documents.begin();
        References.resolve(element, reading);
        JsonExpressions.rewrite(element);
        return switch (kind) {
            case API -> {
                DeployedApi api = new ApiBuilder(element, buildContext, environment).build();
                yield new Artefact(kind, api.name(), api, buildContext.uses(), buildContext.remarks());
            }
            case PROXY -> {
                DeployedApi proxy = new ApiBuilder(
                                ProxyService.asApi(element, reading, buildContext),
                                buildContext,
                                environment,
                                ProxyService.bodyBytes(element))
                        .build();
                yield new Artefact(kind, proxy.name(), proxy, buildContext.uses(), buildContext.remarks());
            }
            case SEQUENCE -> {
                SequenceMediator sequence = Sequences.build(element, buildContext.properties());
                sequence.setName(Xml.required(element, "name"));
                sequence.init(environment);
                yield new Artefact(kind, sequence.getName(), sequence, buildContext.uses(), buildContext.remarks());
            }
            case ENDPOINT -> {
                String name = Xml.required(element, "name");
                Endpoint endpoint = Endpoints.build(element, false, buildContext.properties());
                endpoint.init(environment);
                yield new Artefact(kind, name, endpoint, buildContext.uses(), buildContext.remarks());
            }
            case ENTRY -> {
                Entry entry = Entries.build(element, reading, buildContext.properties());
                yield new Artefact(kind, entry.getKey(), entry, buildContext.uses(), buildContext.remarks());
            }
        };
    }

    private static void expect(OMElement element, Kind kind) {
        String name = switch (kind) {
            case API -> "api";
            case PROXY -> "proxy";
            case SEQUENCE -> "sequence";
            case ENDPOINT -> "endpoint";
            case ENTRY -> "localEntry";
        };
        if (!element.getQName().equals(Xml.synapse(name))) {
            throw Refused.at(
                    element.getLineNumber(), element.getLocalName() + " (expected: " + Xml.synapse(name) + ")");
        }
    }
}
