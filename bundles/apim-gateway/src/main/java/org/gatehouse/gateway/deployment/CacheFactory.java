package org.gatehouse.gateway.deployment;

import java.time.Duration;
import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.gatehouse.gateway.mediation.CacheMediator;

/** Makes {@code cache} mediators. Public with its constructor, since Synapse makes it. */
public final class CacheFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("cache");
    private static final long LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        if (Xml.child(element, "onCacheHit") != null) {
            throw Refused.at(
                    element.getLineNumber(), "cache: onCacheHit is not known: the out sequence sees every answer");
        }
        return "true".equals(Xml.attribute(element, "collector"))
                ? CacheMediator.collector()
                : CacheMediator.finder(Duration.ofSeconds(seconds(element)));
    }

    private static long seconds(OMElement element) {
        String timeout = Xml.attribute(element, "timeout");
        if (timeout == null || !timeout.matches("\\d{1,9}") || Long.parseLong(timeout) > LONGEST_SECONDS) {
            throw Refused.at(
                    element.getLineNumber(),
                    "cache: timeout: " + timeout + " (expected: seconds, at most " + LONGEST_SECONDS + ")");
        }
        return Long.parseLong(timeout);
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
