package org.gatehouse.gateway.deployment;

import java.util.List;
import java.util.Map;
import org.apache.axiom.om.OMElement;

/** Which endpoints of Synapse's are not there: those that could only fail, or would load whatever class they name. */
final class EndpointKinds {
    private static final Map<String, String> ABSENT = Map.of(
            "class", "expected: another kind, since classes of endpoints are not loaded",
            "dynamicLoadbalance", "expected: loadbalance, since there is no cluster to ask for members",
            "serviceDynamicLoadbalance", "expected: loadbalance, since there is no cluster to ask for members");

    private static final List<String> GROUPS = List.of("loadbalance", "recipientlist");
    private static final String ALGORITHMS = "org.apache.synapse.endpoints.algorithms.";

    private EndpointKinds() {}

    /** Refuses the endpoint if it is such a one itself; not for those that stand in it. */
    static void check(OMElement endpoint) {
        if (Xml.attribute(endpoint, "template") != null) {
            throw Refused.at(
                    endpoint.getLineNumber(),
                    "endpoint: template (expected: address or http, since there are no templates of endpoints)");
        }
        for (OMElement kind : Xml.children(endpoint)) {
            String name = kind.getLocalName();
            if (ABSENT.containsKey(name) && kind.getQName().equals(Xml.synapse(name))) {
                throw Refused.at(kind.getLineNumber(), name + " (" + ABSENT.get(name) + ")");
            }
            if (GROUPS.contains(name) && Xml.child(kind, "member") != null) {
                throw Refused.at(
                        kind.getLineNumber(),
                        name + ": member (expected: endpoint, since a member has no address of its own)");
            }
            String algorithm = name.equals("loadbalance") ? Xml.attribute(kind, "algorithm") : null;
            if (algorithm != null && !algorithm.startsWith(ALGORITHMS)) {
                throw Refused.at(
                        kind.getLineNumber(),
                        "loadbalance: algorithm: " + algorithm + " (expected: a class of " + ALGORITHMS + "*)");
            }
        }
    }
}
