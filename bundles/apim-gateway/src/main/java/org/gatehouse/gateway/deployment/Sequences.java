package org.gatehouse.gateway.deployment;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.MediatorFactoryFinder;
import org.apache.synapse.mediators.Value;
import org.apache.synapse.mediators.base.SequenceMediator;
import org.gatehouse.gateway.steps.CompiledSequence;

/** Builds sequences of Synapse's mediators, and says in which line one cannot be built. */
final class Sequences {
    /** Elements whose children are mediators; the text of all others is the business of the mediator they belong to. */
    private static final Set<String> LISTS = Set.of(
            "sequence",
            "inSequence",
            "outSequence",
            "faultSequence",
            "then",
            "else",
            "case",
            "default",
            "in",
            "out",
            "onAccept",
            "onReject");

    private Sequences() {}

    /** Puts our factories in the place of Synapse's. */
    static void useOurFactories() {
        @SuppressWarnings({"unchecked", "rawtypes"}) // Synapse's map is raw.
        Map<QName, Class<?>> factories =
                (Map) MediatorFactoryFinder.getInstance().getFactoryMap();
        factories.put(ClassFactory.TAG, ClassFactory.class);
        factories.put(SendFactory.TAG, SendFactory.class);
        factories.put(CallFactory.TAG, CallFactory.class);
        factories.put(PayloadFactory.TAG, PayloadFactory.class);
        factories.put(CacheFactory.TAG, CacheFactory.class);
        factories.put(ScriptFactory.TAG, ScriptFactory.class);
        factories.put(BuilderFactory.TAG, BuilderFactory.class);
        factories.put(ThrottleFactory.TAG, ThrottleFactory.class);
        factories.put(XsltFactory.TAG, XsltFactory.class);
        factories.put(ValidateFactory.TAG, ValidateFactory.class);
        factories.put(EnrichFactory.TAG, EnrichFactory.class);
        factories.put(FaultFactory.TAG, FaultFactory.class);
        factories.put(TargetsFactory.CLONE, TargetsFactory.class);
        factories.put(TargetsFactory.ITERATE, TargetsFactory.class);
        factories.put(TargetsFactory.ROUTER, TargetsFactory.class);
        UnspokenFactory.tags().forEach(tag -> factories.put(tag, UnspokenFactory.class));
    }

    /** Takes our factories away again. */
    static void useSynapseFactories() {
        MediatorFactoryFinder.reset();
    }

    static SequenceMediator named(String key) {
        SequenceMediator sequence = new CompiledSequence();
        sequence.setKey(new Value(key));
        return sequence;
    }

    static SequenceMediator build(OMElement element, Properties properties) {
        String key = Xml.attribute(element, "key");
        if (key != null) {
            return named(key);
        }
        checkMediators(element);
        SequenceMediator sequence = new CompiledSequence();
        sequence.setErrorHandler(Xml.attribute(element, "onError"));
        for (OMElement child : Xml.children(element)) {
            if (!isDescription(child)) {
                sequence.addChild(mediator(child, properties));
            }
        }
        return sequence;
    }

    private static Mediator mediator(OMElement element, Properties properties) {
        try {
            return MediatorFactoryFinder.getInstance().getMediator(element, properties);
        } catch (Refused known) {
            throw known;
        } catch (RuntimeException | LinkageError refused) {
            throw Refused.at(element.getLineNumber(), refused);
        }
    }

    /** Synapse's own refusal of an unknown mediator does not say where it is. */
    private static void checkMediators(OMElement list) {
        for (OMElement child : Xml.children(list)) {
            if (isDescription(child)) {
                continue;
            }
            if (!isKnown(child.getQName())) {
                throw Refused.at(child.getLineNumber(), "unknown mediator " + child.getLocalName());
            }
            checkNested(child);
        }
    }

    private static void checkNested(OMElement mediator) {
        boolean filter = mediator.getLocalName().equals("filter") && Xml.child(mediator, "then") == null;
        if (filter || LISTS.contains(mediator.getLocalName())) {
            checkMediators(mediator);
            return;
        }
        for (OMElement part : Xml.children(mediator)) {
            if (part.getQName().equals(Xml.synapse(part.getLocalName())) && LISTS.contains(part.getLocalName())) {
                checkMediators(part);
            }
        }
    }

    private static boolean isKnown(QName name) {
        return MediatorFactoryFinder.getInstance().getFactoryMap().containsKey(name)
                || name.getLocalPart().indexOf('.') > 0;
    }

    private static boolean isDescription(OMElement element) {
        return element.getQName().equals(Xml.synapse("description"));
    }
}
