package org.gatehouse.gateway.deployment;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;

/**
 * Refuses the mediators of Synapse's that could only fail here, or would load whatever class they name. Public with its
 * constructor, since Synapse makes it.
 */
public final class UnspokenFactory extends AbstractMediatorFactory {
    private static final String CLASSES = "expected: class, since no other mediator loads classes";
    private static final String DATABASES = "expected: class, since no JDBC driver is within reach of a sequence";
    private static final String TEMPLATES = "expected: sequence, since there are no templates of sequences";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("annotatedCommand", CLASSES),
            Map.entry("pojoCommand", CLASSES),
            Map.entry("bean", CLASSES),
            Map.entry("ejb", CLASSES),
            Map.entry("dblookup", DATABASES),
            Map.entry("dbreport", DATABASES),
            Map.entry("callout", "expected: call, since there is no client of Axis2"),
            Map.entry("template", TEMPLATES),
            Map.entry("call-template", TEMPLATES),
            Map.entry("enqueue", "expected: clone, since there are no executors of priorities"),
            Map.entry("eventPublisher", "expected: none, since there are no sources of events"),
            Map.entry("sampler", "expected: throttle, since no message waits after its call has ended"),
            Map.entry("store", "expected: none, since there are no stores of messages"),
            Map.entry("transaction", "expected: none, since there are no transactions"));

    /** Names of the elements that are refused. */
    static Set<QName> tags() {
        return REASONS.keySet().stream().map(Xml::synapse).collect(Collectors.toSet());
    }

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        // Synapse takes what stands behind a point for a name of the mediator's own.
        String name = element.getLocalName().replaceFirst("\\..*", "");
        throw Refused.at(element.getLineNumber(), name + " (" + REASONS.get(name) + ")");
    }

    @Override
    public QName getTagQName() {
        return Xml.synapse("unspoken");
    }
}
