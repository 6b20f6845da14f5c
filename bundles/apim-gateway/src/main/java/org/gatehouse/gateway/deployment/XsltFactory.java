package org.gatehouse.gateway.deployment;

import java.util.Properties;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerException;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.apache.synapse.config.xml.XSLTMediatorFactory;
import org.apache.synapse.mediators.transform.XSLTMediator;
import org.gatehouse.gateway.mediation.mediators.ContentMediator;

/**
 * Makes Synapse's {@code xslt} mediators, whose stylesheets call no Java, write no files, and read nothing but the entries
 * that the mediator names. Public with its constructor, since Synapse makes it.
 */
public final class XsltFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("xslt");
    /** How source and result are handed over; every other setting is of the transformer, and could open it. */
    private static final Set<String> SETTINGS = Set.of(
            XSLTMediator.USE_DOM_SOURCE_AND_RESULTS,
            XSLTMediator.SOURCE_BUILDER_FACTORY,
            XSLTMediator.RESULT_BUILDER_FACTORY);

    private static final String BUILDERS = "org.apache.synapse.util.jaxp.";

    private final XSLTMediatorFactory synapse = new XSLTMediatorFactory();

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        for (OMElement setting : Xml.children(element)) {
            String kind = setting.getLocalName();
            if ((kind.equals("feature") || kind.equals("attribute"))
                    && !SETTINGS.contains(Xml.required(setting, "name"))) {
                throw Refused.at(
                        setting.getLineNumber(),
                        "xslt: " + kind + ": " + Xml.required(setting, "name") + " (expected: one of " + SETTINGS
                                + ")");
            }
            String builder = kind.equals("attribute") ? Xml.attribute(setting, "value") : null;
            if (builder != null && !builder.startsWith(BUILDERS)) {
                throw Refused.at(
                        setting.getLineNumber(),
                        "xslt: attribute: " + builder + " (expected: a class of " + BUILDERS + "*)");
            }
        }
        XSLTMediator mediator = (XSLTMediator) synapse.createMediator(element, properties);
        mediator.addFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        mediator.addAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        mediator.addAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
        mediator.setResourceMap(new ClosedResources(mediator.getResourceMap()));
        return new ContentMediator(
                mediator,
                "The body is nothing that can be transformed",
                (message, failed) -> isOfTransformation(failed) || Content.isUnfit(mediator.getSource(), message));
    }

    /** A stylesheet that is no good fails with the other kind, whatever the body. */
    private static boolean isOfTransformation(Throwable failed) {
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof TransformerException) {
                return !(cause instanceof TransformerConfigurationException);
            }
        }
        return false;
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
