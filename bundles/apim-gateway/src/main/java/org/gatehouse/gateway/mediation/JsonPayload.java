package org.gatehouse.gateway.mediation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMNode;
import org.apache.axis2.Constants;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseException;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.apache.synapse.util.xpath.SynapseXPath;
import org.gatehouse.gateway.json.JsonReader;
import org.gatehouse.gateway.json.JsonText;
import org.gatehouse.gateway.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * The {@code payloadFactory} of JSON: puts arguments into the places {@code $1}, {@code $2} … of a text. A place within
 * quotation marks takes any text as it is, nothing of it being markup; one outside takes a number, a truth value, null, an
 * object or an array, and everything else as a string.
 */
public final class JsonPayload extends AbstractMediator {
    private static final Pattern PLACE = Pattern.compile("\"\\$(\\d+)\"|\\$(\\d+)");

    private final String format;
    private final List<Argument> arguments;

    /**
     * What stands for one place.
     *
     * @param value a text; counts if there is no expression
     * @param expression null for none
     */
    public record Argument(String value, @Nullable SynapseXPath expression) {
        String text(MessageContext message) {
            if (expression == null) {
                return value;
            }
            Object found = expression.evaluate(message.getEnvelope(), message);
            if (found instanceof List<?> nodes && isStructure(nodes)) {
                return JsonWriter.write(
                        nodes.stream().map(OMElement.class::cast).toList());
            }
            String text = expression.stringValueOf(message);
            return text == null ? "" : text;
        }

        /** Elements that are more than a text. */
        private static boolean isStructure(List<?> nodes) {
            return !nodes.isEmpty()
                    && nodes.stream().allMatch(OMElement.class::isInstance)
                    && (nodes.size() > 1
                            || ((OMElement) nodes.get(0)).getFirstElement() != null
                            || JsonWriter.isMember((OMElement) nodes.get(0)));
        }

        boolean isContentAware() {
            return expression != null && expression.isContentAware();
        }
    }

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the format has a place without an argument, or is no JSON
     */
    public JsonPayload(String format, List<Argument> arguments) {
        this.format = format.trim();
        this.arguments = arguments;
        try {
            JsonReader.read(fill((number, quoted) -> quoted ? "\"\"" : "null"));
        } catch (SynapseException malformed) {
            throw new IllegalArgumentException("payloadFactory: format: " + malformed.getMessage(), malformed);
        }
    }

    @Override
    public boolean mediate(MessageContext message) {
        String json = fill((number, quoted) -> {
            String text = arguments.get(number - 1).text(message);
            return quoted ? JsonText.quoted(text) : JsonText.value(text);
        });
        replaceBody(message, JsonReader.read(json));
        return true;
    }

    @Override
    public boolean isContentAware() {
        return arguments.stream().anyMatch(Argument::isContentAware);
    }

    private static void replaceBody(MessageContext message, OMElement payload) {
        OMNode old = message.getEnvelope().getBody().getFirstElement();
        if (old != null) {
            old.detach();
        }
        message.getEnvelope().getBody().addChild(payload);
        ((Axis2MessageContext) message)
                .getAxis2MessageContext()
                .setProperty(Constants.Configuration.MESSAGE_TYPE, "application/json");
    }

    /** What comes in a place. */
    private interface Filling {
        String of(int number, boolean quoted);
    }

    private String fill(Filling filling) {
        return PLACE.matcher(format)
                .replaceAll(place -> Matcher.quoteReplacement(filled(place.group(1), place.group(2), filling)));
    }

    private String filled(@Nullable String quoted, @Nullable String bare, Filling filling) {
        int number = Integer.parseInt(quoted == null ? String.valueOf(bare) : quoted);
        if (number < 1 || number > arguments.size()) {
            throw new IllegalArgumentException(
                    "payloadFactory: $" + number + " (expected: one of the " + arguments.size() + " args)");
        }
        return filling.of(number, quoted != null);
    }
}
