package org.gatehouse.gateway.mediation.mediators;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMNode;
import org.apache.axis2.Constants;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseException;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.gatehouse.gateway.json.JsonReader;

/**
 * The {@code payloadFactory} of JSON: puts arguments into the places {@code $1}, {@code $2} … of a text. A place within a
 * string, alone or among other characters, takes any text as it is, nothing of it being markup; one outside takes a value of
 * the type that the argument has, or, if it is a text that says nothing of that, looks like.
 */
public final class JsonPayload extends AbstractMediator {
    /** A string, in which an escaped quotation mark is no end, or a place between strings. */
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|\\$\\d+", Pattern.DOTALL);

    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");

    private final List<Part> parts;
    private final List<PayloadArgument> arguments;

    /** A piece of the format, and the place behind it; 0 for none. */
    private record Part(String before, int place, boolean inString) {}

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the format has a place without an argument, or is no JSON
     */
    public JsonPayload(String format, List<PayloadArgument> arguments) {
        this.arguments = List.copyOf(arguments);
        parts = parts(format.trim());
        try {
            JsonReader.read(fill(part -> part.inString() ? "" : "null"));
        } catch (SynapseException malformed) {
            throw new IllegalArgumentException("payloadFactory: format: " + malformed.getMessage(), malformed);
        }
    }

    private List<Part> parts(String format) {
        List<Part> found = new ArrayList<>();
        int from = 0;
        Matcher token = TOKEN.matcher(format);
        while (token.find()) {
            boolean inString = format.charAt(token.start()) == '"';
            Matcher place = PLACE.matcher(format).region(token.start(), token.end());
            while (place.find()) {
                found.add(new Part(format.substring(from, place.start()), number(place.group(1)), inString));
                from = place.end();
            }
        }
        found.add(new Part(format.substring(from), 0, false));
        return List.copyOf(found);
    }

    private int number(String digits) {
        return PayloadPlace.number(digits, arguments.size());
    }

    private String fill(Function<Part, String> filling) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(part.before());
            if (part.place() > 0) {
                filled.append(filling.apply(part));
            }
        }
        return filled.toString();
    }

    @Override
    public boolean mediate(MessageContext message) {
        List<PayloadValue> values =
                arguments.stream().map(argument -> argument.of(message)).toList();
        replaceBody(message, JsonReader.read(fill(part -> {
            PayloadValue value = values.get(part.place() - 1);
            return part.inString() ? escaped(value.text()) : value.json();
        })));
        return true;
    }

    private static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    @Override
    public boolean isContentAware() {
        return arguments.stream().anyMatch(PayloadArgument::isContentAware);
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
}
