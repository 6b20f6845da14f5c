package org.gatehouse.gateway.deployment;

import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.gatehouse.gateway.mediation.mediators.CacheMediator;

/** Makes {@code cache} mediators. Public with its constructor, since Synapse makes it. */
public final class CacheFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("cache");
    private static final long LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    /** What API Manager and Synapse have; none of them is loaded. */
    private static final String KNOWN_GENERATORS = "(org\\.wso2\\.|org\\.apache\\.synapse\\.).*";

    private static final Set<String> SCOPES = Set.of("per-host", "per-mediator");

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        if (Xml.child(element, "onCacheHit") != null) {
            throw Refused.at(
                    element.getLineNumber(), "cache: onCacheHit is not known: the out sequence sees every answer");
        }
        String scope = Xml.attribute(element, "scope");
        if (scope != null && !SCOPES.contains(scope)) {
            throw refused(element, "scope: " + scope + " (expected: per-host or per-mediator)");
        }
        String generator = Xml.attribute(element, "hashGenerator");
        if (generator != null && !generator.matches(KNOWN_GENERATORS)) {
            throw refused(
                    element,
                    "hashGenerator: " + generator
                            + " (expected: none, since verb, address and headers tell what is asked for)");
        }
        return "true".equals(Xml.attribute(element, "collector"))
                ? CacheMediator.collector()
                : CacheMediator.finder(new CacheMediator.Bounds(
                        Duration.ofSeconds(seconds(element)), number(element, "maxMessageSize"), answers(element)));
    }

    /** How many answers are kept at most. */
    private static int answers(OMElement element) {
        int answers = Integer.MAX_VALUE;
        for (OMElement kept : Xml.children(element, "implementation")) {
            String type = Xml.attribute(kept, "type");
            if (!"memory".equals(type)) {
                throw refused(kept, "implementation: type: " + type + " (expected: memory)");
            }
            answers = number(kept, "maxSize");
        }
        return answers;
    }

    /** The largest there is where none is written. */
    private static int number(OMElement element, String attribute) {
        String written = Xml.attribute(element, attribute);
        if (written == null) {
            return Integer.MAX_VALUE;
        }
        if (!written.matches("[1-9]\\d{0,8}")) {
            throw refused(element, attribute + ": " + written + " (expected: a number from 1 to 999999999)");
        }
        return Integer.parseInt(written);
    }

    private static Refused refused(OMElement element, String reason) {
        return Refused.at(element.getLineNumber(), "cache: " + reason);
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
