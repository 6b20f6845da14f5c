package org.gatehouse.gateway.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.config.xml.PropertyHelper;
import org.gatehouse.gateway.plugin.LateHandler;
import org.gatehouse.gateway.plugin.LateMediator;
import org.gatehouse.gateway.plugin.Plugins;

/** What is at hand while one artefact is built; Synapse passes it on from factory to factory. */
final class BuildContext {
    private static final String KEY = "org.gatehouse.gateway.buildContext";

    private final Plugins plugins;
    private final List<PluginUse> uses = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    BuildContext(Plugins plugins) {
        this.plugins = plugins;
    }

    /** In the form in which Synapse's factories pass things on. */
    Properties properties() {
        Properties properties = new Properties();
        properties.put(KEY, this);
        return properties;
    }

    static BuildContext of(Properties properties) {
        return (BuildContext) Objects.requireNonNull(properties.get(KEY), "no build context");
    }

    LateHandler handler(OMElement element) {
        String className = Xml.required(element, "class");
        LateHandler handler = plugins.handler(className, setUp(element));
        uses.add(new PluginUse(className, element.getLineNumber(), handler::isPresent));
        return handler;
    }

    LateMediator mediator(OMElement element) {
        String className = Xml.required(element, "name");
        LateMediator mediator = plugins.mediator(className, setUp(element));
        uses.add(new PluginUse(className, element.getLineNumber(), mediator::isPresent));
        return mediator;
    }

    /** Says of an element that something which it asks for is not carried out, without which it is still of use. */
    void remark(OMElement element, String remark) {
        remarks.add("line " + element.getLineNumber() + ": " + remark);
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    List<PluginUse> uses() {
        return List.copyOf(uses);
    }

    /** Sets on an instance what the element says; keeps nothing of the element, since thousands of APIs are kept. */
    private static Consumer<Object> setUp(OMElement element) {
        List<Setting> settings =
                Xml.children(element, "property").stream().map(Setting::of).toList();
        return instance -> settings.forEach(
                setting -> PropertyHelper.setInstanceProperty(setting.name(), setting.value(), instance));
    }

    /** A property of a plugin: its text, or the element within it. */
    private record Setting(String name, Object value) {
        static Setting of(OMElement property) {
            String name = Xml.required(property, "name");
            if (Xml.attribute(property, "expression") != null) {
                throw Refused.at(
                        property.getLineNumber(),
                        "property: " + name + ": expression (expected: value, since it is set before a message comes)");
            }
            String value = Xml.attribute(property, "value");
            if (value != null) {
                return new Setting(name, value);
            }
            OMElement inline = property.getFirstElement();
            return new Setting(name, inline == null ? property.getText() : inline.cloneOMElement());
        }
    }
}
