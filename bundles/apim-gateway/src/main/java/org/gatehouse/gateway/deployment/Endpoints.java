package org.gatehouse.gateway.deployment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.config.xml.MediatorPropertyFactory;
import org.apache.synapse.config.xml.endpoints.EndpointDefinitionFactory;
import org.apache.synapse.config.xml.endpoints.EndpointFactory;
import org.apache.synapse.endpoints.AbstractEndpoint;
import org.apache.synapse.endpoints.DefaultEndpoint;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.apache.synapse.endpoints.FailoverEndpoint;
import org.apache.synapse.endpoints.LoadbalanceEndpoint;
import org.gatehouse.gateway.mediation.backend.BalancedGroup;
import org.gatehouse.gateway.mediation.backend.ElsewhereEndpoint;
import org.gatehouse.gateway.mediation.backend.FailoverGroup;
import org.gatehouse.gateway.mediation.backend.HttpEndpoint;
import org.gatehouse.gateway.mediation.backend.SessionEndpoint;
import org.jspecify.annotations.Nullable;

/** Builds endpoints: {@code http} and {@code address} ours, sessions of HTTP too, every other kind Synapse's, with what is in it rewritten. */
final class Endpoints {
    private static final QName URI = new QName("uri");
    private static final Set<String> GROUPS = Set.of("failover", "loadbalance", "recipientlist");

    /** Sessions that stand in SOAP headers, for which every message and every answer would have to be read. */
    private static final Set<String> UNFOLLOWED = Set.of("soap", "simpleClientSession");

    /** As Synapse has it where nothing is written. */
    private static final Duration SESSION = Duration.ofMinutes(2);

    private Endpoints() {}

    static Endpoint build(OMElement endpoint, boolean anonymous, Properties properties) {
        OMElement http = Xml.child(endpoint, "http");
        OMElement address = http == null ? Xml.child(endpoint, "address") : http;
        try {
            if (address != null && Xml.attribute(endpoint, "key") == null) {
                return leaf(endpoint, address, Xml.required(address, http == null ? "uri" : "uri-template"));
            }
            httpToAddress(endpoint);
            Endpoint built = group(endpoint, anonymous, properties);
            useOurLeaves(endpoint, built);
            return ours(built);
        } catch (Refused known) {
            throw known;
        } catch (RuntimeException refused) {
            throw Refused.at(endpoint.getLineNumber(), refused);
        }
    }

    private static Endpoint group(OMElement endpoint, boolean anonymous, Properties properties) {
        members(endpoint).forEach(Endpoints::refuseSessions);
        OMElement session = Xml.child(endpoint, "session");
        if (session == null) {
            return EndpointFactory.getEndpointFromElement(endpoint, anonymous, properties);
        }
        Duration life = life(session);
        session.detach();
        Endpoint plain = EndpointFactory.getEndpointFromElement(endpoint, anonymous, properties);
        if (!(plain instanceof LoadbalanceEndpoint balanced)) {
            throw new IllegalArgumentException("session (expected: a loadbalance beside it)");
        }
        String type = String.valueOf(Xml.attribute(session, "type"));
        if (type.equals("http")) {
            return new SessionEndpoint(balanced, life);
        }
        if (!UNFOLLOWED.contains(type)) {
            throw new IllegalArgumentException("session: type: " + type + " (expected: http)");
        }
        BuildContext.of(properties)
                .remark(
                        session,
                        "session: type: " + type + " is not followed, and load is shared without it (expected: http)");
        return balanced;
    }

    /** Which member of an inner group a session is at is kept nowhere. */
    private static void refuseSessions(OMElement member) {
        OMElement session = Xml.child(member, "session");
        if (session != null) {
            throw Refused.at(session.getLineNumber(), "session (expected: at the outermost group only)");
        }
        members(member).forEach(Endpoints::refuseSessions);
    }

    /** How long a session may be quiet, in milliseconds. */
    private static Duration life(OMElement session) {
        OMElement timeout = Xml.child(session, "sessionTimeout");
        if (timeout == null) {
            return SESSION;
        }
        String written = timeout.getText().strip();
        if (!written.matches("[1-9][0-9]{0,10}")) {
            throw new IllegalArgumentException("sessionTimeout: " + written + " (expected: milliseconds)");
        }
        return Duration.ofMillis(Long.parseLong(written));
    }

    private static HttpEndpoint leaf(OMElement endpoint, OMElement address, String uri) {
        String name = Xml.attribute(endpoint, "name");
        EndpointDefinition definition = new EndpointDefinitionFactory().createDefinition(address);
        WireFormats.read(address, definition);
        if (isNeverSuspended(address)) {
            definition.setInitialSuspendDuration(0);
        }
        HttpEndpoint leaf = new HttpEndpoint(
                name == null ? "endpoint at line " + endpoint.getLineNumber() : name, definition, uri, method(address));
        leaf.addProperties(MediatorPropertyFactory.getMediatorProperties(endpoint));
        leaf.setErrorHandler(Xml.attribute(endpoint, "onError"));
        return leaf;
    }

    /** By an {@code initialDuration} of -1, which Synapse takes for one that is not given. */
    private static boolean isNeverSuspended(OMElement address) {
        OMElement suspension = Xml.child(address, "suspendOnFailure");
        OMElement initial = suspension == null ? null : Xml.child(suspension, "initialDuration");
        return initial != null && initial.getText().strip().equals("-1");
    }

    private static @Nullable String method(OMElement address) {
        String method = Xml.attribute(address, "method");
        return method == null ? null : method.toUpperCase(Locale.ROOT);
    }

    /** Groups are built by Synapse, which knows no http endpoint and refuses it; ours are put in the place of its own after. */
    private static void httpToAddress(OMElement group) {
        for (OMElement child : Xml.children(group)) {
            if (child.getQName().equals(Xml.synapse("http"))) {
                child.addAttribute(URI.getLocalPart(), Xml.required(child, "uri-template"), null);
                child.setLocalName("address");
            } else {
                httpToAddress(child);
            }
        }
    }

    /** Ours in the place of Synapse's own. */
    private static Endpoint ours(Endpoint built) {
        if (built.getClass() == FailoverEndpoint.class) {
            return new FailoverGroup((FailoverEndpoint) built);
        }
        if (built.getClass() == DefaultEndpoint.class) {
            return new ElsewhereEndpoint((DefaultEndpoint) built);
        }
        return built.getClass() == LoadbalanceEndpoint.class ? new BalancedGroup((LoadbalanceEndpoint) built) : built;
    }

    /** Members may have variables in their addresses and methods of their own, wherever in a group they stand. */
    private static void useOurLeaves(OMElement element, Endpoint built) {
        List<OMElement> written = members(element);
        if (written.isEmpty() || !(built instanceof AbstractEndpoint group) || group.getChildren() == null) {
            return;
        }
        List<Endpoint> members = group.getChildren();
        for (int i = 0; i < members.size() && i < written.size(); i++) {
            OMElement member = written.get(i);
            OMElement address = Xml.child(member, "address");
            if (address != null && Xml.attribute(member, "key") == null) {
                HttpEndpoint leaf = leaf(member, address, Xml.required(address, URI.getLocalPart()));
                leaf.setParentEndpoint(group);
                members.set(i, leaf);
            } else {
                useOurLeaves(member, members.get(i));
                Endpoint inner = ours(members.get(i));
                inner.setParentEndpoint(group);
                members.set(i, inner);
            }
        }
        if (group instanceof LoadbalanceEndpoint balanced && balanced.getAlgorithm() != null) {
            balanced.getAlgorithm().setEndpoints(members);
        }
    }

    /** The endpoint elements of the group that stands in this endpoint element. */
    private static List<OMElement> members(OMElement endpoint) {
        return Xml.children(endpoint).stream()
                .filter(kind -> GROUPS.contains(kind.getLocalName()))
                .flatMap(kind -> Xml.children(kind, "endpoint").stream())
                .toList();
    }
}
