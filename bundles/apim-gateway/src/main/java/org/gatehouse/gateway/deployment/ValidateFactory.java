package org.gatehouse.gateway.deployment;

import java.util.Properties;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.apache.synapse.config.xml.ValidateMediatorFactory;
import org.apache.synapse.mediators.builtin.ValidateMediator;
import org.gatehouse.gateway.mediation.mediators.ContentMediator;
import org.xml.sax.SAXException;

/**
 * Makes Synapse's {@code validate} mediators, whose schemas read nothing but the entries that the mediator names. Public with
 * its constructor, since Synapse makes it.
 */
public final class ValidateFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("validate");

    private final ValidateMediatorFactory synapse = new ValidateMediatorFactory();

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        ValidateMediator mediator = (ValidateMediator) synapse.createMediator(element, properties);
        try {
            mediator.addFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        } catch (SAXException impossible) {
            throw new IllegalStateException("this Java has no safe schemas", impossible);
        }
        mediator.setResourceMap(new ClosedResources(mediator.getResourceMap()));
        return new ContentMediator(
                mediator,
                "The body is nothing that can be validated",
                (message, failed) -> Content.isUnfit(mediator.getSource(), message));
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
