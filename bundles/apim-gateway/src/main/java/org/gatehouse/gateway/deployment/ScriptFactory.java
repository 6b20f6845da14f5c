package org.gatehouse.gateway.deployment;

import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.gatehouse.gateway.script.CompiledScript;
import org.gatehouse.gateway.script.ScriptMediator;

/** Makes {@code script} mediators of JavaScript. Public with its constructor, since Synapse makes it. */
public final class ScriptFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("script");

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        String language = Xml.required(element, "language");
        if (!language.equals("js") && !language.equals("nashornJs")) {
            throw Refused.at(element.getLineNumber(), "script: language: " + language + " (expected: js)");
        }
        if (Xml.child(element, "include") != null) {
            throw Refused.at(element.getLineNumber(), "script: include (expected: one script with all that it needs)");
        }
        String key = Xml.attribute(element, "key");
        if (key != null) {
            return ScriptMediator.kept(key, Xml.attribute(element, "function"));
        }
        try {
            return ScriptMediator.inline(CompiledScript.of(element.getText()));
        } catch (IllegalArgumentException malformed) {
            throw Refused.at(element.getLineNumber(), malformed);
        }
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
