package org.gatehouse.gateway.script;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.apache.axiom.om.OMElement;
import org.apache.axis2.context.MessageContext;
import org.apache.synapse.SynapseException;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.gatehouse.gateway.json.JsonReader;
import org.gatehouse.gateway.json.JsonWriter;
import org.gatehouse.gateway.mediation.message.XmlReader;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/** The message as scripts know it, under the name {@code mc}: functions only, no object of Java behind them. */
final class MessageObject {
    private final org.apache.synapse.MessageContext message;
    private final ScriptableObject globals;
    private final NativeObject scriptable = new NativeObject();

    MessageObject(org.apache.synapse.MessageContext message, ScriptableObject globals) {
        this.message = message;
        this.globals = globals;
        scriptable.setParentScope(globals);
        scriptable.setPrototype(ScriptableObject.getObjectPrototype(globals));
        function("getProperty", given -> text(property(given.name(0), given.scope(1))));
        function("setProperty", given -> set(given.name(0), given.value(1), given.scope(2)));
        function("removeProperty", given -> set(given.name(0), null, given.scope(1)));
        function("getPayloadJSON", given -> payloadJson());
        function("setPayloadJSON", given -> replace(JsonReader.read(json(given.value(0)))));
        function("getPayloadXML", given -> xml(payload()));
        function("setPayloadXML", given -> replace(readXml(given.value(0))));
        function("getEnvelopeXML", given -> xml(message.getEnvelope()));
        function("isResponse", given -> message.isResponse());
        function("getMessageID", given -> message.getMessageID());
    }

    Scriptable scriptable() {
        return scriptable;
    }

    /** What a script gave to a function. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    private record Given(@Nullable Object[] values) {
        @Nullable Object value(int at) {
            return at < values.length && !Undefined.isUndefined(values[at]) ? values[at] : null;
        }

        String name(int at) {
            Object value = value(at);
            if (value == null) {
                throw new SynapseException("script: a name is missing (expected: a text)");
            }
            return Context.toString(value);
        }

        String scope(int at) {
            Object value = value(at);
            return value == null ? "default" : Context.toString(value);
        }
    }

    private void function(String name, Function<Given, @Nullable Object> verb) {
        scriptable.put(name, scriptable, new BaseFunction(globals, ScriptableObject.getFunctionPrototype(globals)) {
            @Override
            public @Nullable Object call(
                    Context context, Scriptable scope, Scriptable self, @Nullable Object[] values) {
                return verb.apply(new Given(values));
            }
        });
    }

    private static @Nullable Object text(@Nullable Object value) {
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    private MessageContext axis() {
        return ((Axis2MessageContext) message).getAxis2MessageContext();
    }

    @SuppressWarnings("unchecked") // what transports put there
    private Map<String, Object> fields() {
        return (Map<String, Object>) axis().getProperty(MessageContext.TRANSPORT_HEADERS);
    }

    private @Nullable Object property(String name, String scope) {
        return switch (scope) {
            case "default", "synapse" -> message.getProperty(name);
            case "axis2", "axis2-client" -> axis().getProperty(name);
            case "transport" -> fields().get(name);
            default -> throw unknown(scope);
        };
    }

    private Object set(String name, @Nullable Object value, String scope) {
        Object plain =
                value == null || value instanceof Number || value instanceof Boolean ? value : Context.toString(value);
        switch (scope) {
            case "default", "synapse" -> {
                message.getPropertyKeySet().remove(name);
                message.setProperty(name, plain);
            }
            case "axis2", "axis2-client" -> axis().setProperty(name, plain);
            case "transport" -> fields().put(name, plain);
            default -> throw unknown(scope);
        }
        return Undefined.instance;
    }

    private static SynapseException unknown(String scope) {
        return new SynapseException("script: scope: " + scope + " (expected: default, axis2 or transport)");
    }

    private @Nullable OMElement payload() {
        return message.getEnvelope().getBody().getFirstElement();
    }

    private @Nullable Object payloadJson() {
        OMElement payload = payload();
        return payload == null ? null : parse(JsonWriter.write(payload));
    }

    private Object parse(String json) {
        Context context = Context.getCurrentContext();
        return NativeJSON.parse(context, globals, json, new BaseFunction() {
            @Override
            public Object call(Context context, Scriptable scope, Scriptable self, Object[] member) {
                return member[1];
            }
        });
    }

    private String json(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        Object written = NativeJSON.stringify(Context.getCurrentContext(), globals, value, null, null);
        return written instanceof CharSequence text ? text.toString() : "null";
    }

    /** As E4X has it (ECMA-357). */
    private @Nullable Object xml(@Nullable OMElement element) {
        return element == null
                ? null
                : Context.getCurrentContext().newObject(globals, "XML", new Object[] {element.toString()});
    }

    private static OMElement readXml(@Nullable Object value) {
        String text = value == null ? "" : Context.toString(value);
        if (value instanceof Scriptable tree
                && ScriptableObject.getProperty(tree, "toXMLString")
                        instanceof org.mozilla.javascript.Function written) {
            Context context = Context.getCurrentContext();
            text = Context.toString(written.call(context, tree, tree, new Object[0]));
        }
        try {
            return XmlReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException malformed) {
            throw new SynapseException("script: setPayloadXML: not well-formed XML");
        }
    }

    private Object replace(OMElement payload) {
        OMElement old = payload();
        if (old != null) {
            old.detach();
        }
        message.getEnvelope().getBody().addChild(payload);
        return Undefined.instance;
    }
}
