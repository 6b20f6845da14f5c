package org.gatehouse.gateway.deployment;

import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.apache.synapse.config.xml.EnrichMediatorFactory;
import org.apache.synapse.mediators.elementary.EnrichMediator;
import org.apache.synapse.util.xpath.SynapseXPath;
import org.gatehouse.gateway.mediation.mediators.ContentMediator;
import org.jspecify.annotations.Nullable;

/** Makes Synapse's {@code enrich} mediators. Public with its constructor, since Synapse makes it. */
public final class EnrichFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("enrich");

    private final EnrichMediatorFactory synapse = new EnrichMediatorFactory();

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        EnrichMediator enrich = (EnrichMediator) synapse.createMediator(element, properties);
        return new ContentMediator(
                enrich,
                "The body does not have what is expected of it",
                (message, failed) -> isMissing(
                                enrich.getSource().getSourceType(),
                                enrich.getSource().getXpath(),
                                message)
                        || isMissing(
                                enrich.getTarget().getTargetType(),
                                enrich.getTarget().getXpath(),
                                message));
    }

    private static boolean isMissing(int kind, @Nullable SynapseXPath path, MessageContext message) {
        return switch (kind) {
            case EnrichMediator.CUSTOM -> path != null && Content.isUnfit(path, message);
            case EnrichMediator.BODY -> Content.isUnfit(null, message);
            default -> false;
        };
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
