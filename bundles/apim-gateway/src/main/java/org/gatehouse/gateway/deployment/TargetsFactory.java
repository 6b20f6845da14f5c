package org.gatehouse.gateway.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.apache.synapse.config.xml.CloneMediatorFactory;
import org.apache.synapse.config.xml.ConditionalRouterMediatorFactory;
import org.apache.synapse.config.xml.IterateMediatorFactory;
import org.apache.synapse.mediators.eip.Target;
import org.apache.synapse.mediators.eip.splitter.CloneMediator;
import org.apache.synapse.mediators.eip.splitter.IterateMediator;
import org.apache.synapse.mediators.filters.router.ConditionalRoute;
import org.apache.synapse.mediators.filters.router.ConditionalRouterMediator;
import org.gatehouse.gateway.mediation.mediators.RoutesMediator;
import org.jspecify.annotations.Nullable;

/**
 * Makes Synapse's mediators that have targets, with our endpoints in these. Public with its constructor, since Synapse makes
 * it.
 */
public final class TargetsFactory extends AbstractMediatorFactory {
    static final QName CLONE = Xml.synapse("clone");
    static final QName ITERATE = Xml.synapse("iterate");
    static final QName ROUTER = Xml.synapse("conditionalRouter");

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        List<@Nullable OMElement> endpoints = takeEndpoints(element);
        String kind = element.getLocalName();
        if (kind.startsWith(CLONE.getLocalPart())) {
            CloneMediator clone = (CloneMediator) new CloneMediatorFactory().createMediator(element, properties);
            setEndpoints(clone.getTargets(), endpoints, properties);
            return clone;
        }
        if (kind.startsWith(ITERATE.getLocalPart())) {
            IterateMediator iterate =
                    (IterateMediator) new IterateMediatorFactory().createMediator(element, properties);
            setEndpoints(List.of(iterate.getTarget()), endpoints, properties);
            return iterate;
        }
        RoutesMediator router = new RoutesMediator(
                (ConditionalRouterMediator) new ConditionalRouterMediatorFactory().createMediator(element, properties));
        setEndpoints(
                router.getConditionalRoutes().stream()
                        .map(ConditionalRoute::getTarget)
                        .toList(),
                endpoints,
                properties);
        return router;
    }

    private static void setEndpoints(List<Target> targets, List<@Nullable OMElement> endpoints, Properties properties) {
        for (int i = 0; i < targets.size(); i++) {
            OMElement endpoint = endpoints.get(i);
            if (endpoint != null) {
                targets.get(i).setEndpoint(Endpoints.build(endpoint, true, properties));
            }
        }
    }

    /** What Synapse would make endpoints of, one for each target that stands directly in the mediator or in a route of it. */
    private static List<@Nullable OMElement> takeEndpoints(OMElement mediator) {
        List<OMElement> targets = new ArrayList<>(Xml.children(mediator, "target"));
        for (OMElement route : Xml.children(mediator, "conditionalRoute")) {
            OMElement target = Xml.child(route, "target");
            if (target == null) {
                throw Refused.at(route.getLineNumber(), "conditionalRoute: no target");
            }
            targets.add(target);
        }
        List<@Nullable OMElement> endpoints = new ArrayList<>();
        for (OMElement target : targets) {
            OMElement endpoint = Xml.child(target, "endpoint");
            endpoints.add(endpoint == null ? null : (OMElement) endpoint.detach());
        }
        return endpoints;
    }

    @Override
    public QName getTagQName() {
        return CLONE;
    }
}
