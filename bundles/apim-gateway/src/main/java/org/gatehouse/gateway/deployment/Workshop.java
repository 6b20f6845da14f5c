package org.gatehouse.gateway.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMNode;
import org.apache.synapse.config.xml.PropertyHelper;
import org.gatehouse.gateway.plugin.LateHandler;
import org.gatehouse.gateway.plugin.LateMediator;
import org.gatehouse.gateway.plugin.Plugins;

/** What is at hand while one artefact is built; Synapse passes it on from factory to factory. */
final class Workshop {
    private static final String KEY = "org.gatehouse.gateway.workshop";

    private final Plugins plugins;
    private final List<PluginUse> uses = new ArrayList<>();

    Workshop(Plugins plugins) {
        this.plugins = plugins;
    }

    /** In the form in which Synapse's factories pass things on. */
    Properties properties() {
        Properties properties = new Properties();
        properties.put(KEY, this);
        return properties;
    }

    static Workshop of(Properties properties) {
        return (Workshop) Objects.requireNonNull(properties.get(KEY), "no workshop");
    }

    LateHandler handler(OMElement element) {
        String className = Xml.required(element, "class");
        LateHandler handler = plugins.handler(className, instance -> setProperties(element, instance));
        uses.add(new PluginUse(className, element.getLineNumber(), handler::isPresent));
        return handler;
    }

    LateMediator mediator(OMElement element) {
        String className = Xml.required(element, "name");
        LateMediator mediator = plugins.mediator(className, instance -> setProperties(element, instance));
        uses.add(new PluginUse(className, element.getLineNumber(), mediator::isPresent));
        return mediator;
    }

    List<PluginUse> uses() {
        return List.copyOf(uses);
    }

    private static void setProperties(OMElement element, Object instance) {
        for (OMElement property : Xml.children(element, "property")) {
            String name = Xml.required(property, "name");
            String value = Xml.attribute(property, "value");
            OMNode inline = property.getFirstElement();
            if (value == null && inline != null) {
                PropertyHelper.setInstanceProperty(name, inline, instance);
            } else {
                PropertyHelper.setInstanceProperty(name, value == null ? property.getText() : value, instance);
            }
        }
    }
}
