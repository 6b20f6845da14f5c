package org.gatehouse.gateway.deployment;

import java.time.InstantSource;
import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.gatehouse.gateway.throttle.ThrottleMediator;
import org.jspecify.annotations.Nullable;

/** Makes {@code throttle} mediators. Public with its constructor, since Synapse makes it. */
public final class ThrottleFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("throttle");

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        OMElement policy = Xml.child(element, "policy");
        if (policy == null) {
            throw Refused.at(element.getLineNumber(), "throttle: no policy (expected: one, or the key of one)");
        }
        String key = Xml.attribute(policy, "key");
        return new ThrottleMediator(
                key == null ? policy : null,
                key,
                branch(element, "onAccept", properties),
                branch(element, "onReject", properties),
                InstantSource.system());
    }

    /** By name in an attribute or written out as an element. */
    private static @Nullable Mediator branch(OMElement element, String name, Properties properties) {
        String key = Xml.attribute(element, name);
        if (key != null) {
            return Sequences.named(key);
        }
        OMElement inline = Xml.child(element, name);
        return inline == null ? null : Sequences.build(inline, properties);
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
