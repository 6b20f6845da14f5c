package org.gatehouse.gateway.steps;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.synapse.MessageContext;
import org.apache.synapse.util.xpath.SynapseXPath;
import org.jspecify.annotations.Nullable;

/**
 * An expression that reads one property: {@code $ctx:name}, {@code $trp:name}, {@code $axis2:name} or {@code get-property}.
 * Where what is found could mean more than its text, the expression itself is asked.
 */
interface Reading {
    /** What Synapse's property function computes, or takes from elsewhere, under a name. */
    Set<String> COMPUTED = Set.of(
            "SYSTEM_DATE",
            "SYSTEM_TIME",
            "To",
            "From",
            "Action",
            "FaultTo",
            "ReplyTo",
            "MessageID",
            "FAULT",
            "MESSAGE_FORMAT",
            "OPERATION_NAME",
            "OPERATION_NAMESPACE");

    /** The text; null where the expression has none. */
    @Nullable String text(MessageContext message);

    /** The reading of an expression; null if it is not one of these. */
    static @Nullable Reading of(SynapseXPath expression) {
        Matcher variable = Forms.VARIABLE.matcher(expression.toString().trim());
        if (variable.matches()) {
            return variable(Forms.scope(variable.group(1)), variable.group(2), expression);
        }
        Matcher function = Forms.FUNCTION.matcher(expression.toString().trim());
        if (!function.matches()) {
            return null;
        }
        String name = function.group("name");
        if (name.equals("SYSTEM_TIME") && function.group("scope") == null) {
            return message -> Long.toString(System.currentTimeMillis());
        }
        PropertyScope scope = COMPUTED.contains(name) ? null : PropertyScope.of(function.group("scope"));
        return scope == null ? null : function(scope, name, expression);
    }

    /** A variable that is not there has no text. */
    private static Reading variable(PropertyScope scope, String name, SynapseXPath expression) {
        return message -> {
            Object value = scope.get(message, name);
            return value == null || value instanceof String ? (String) value : expression.stringValueOf(message);
        };
    }

    /** The function looks elsewhere for what is not there. */
    private static Reading function(PropertyScope scope, String name, SynapseXPath expression) {
        return message -> {
            Object value = scope.get(message, name);
            return value instanceof String text ? text : expression.stringValueOf(message);
        };
    }

    /** How these expressions are written. */
    final class Forms {
        private static final Pattern VARIABLE = Pattern.compile("\\$(ctx|trp|axis2):([\\w.-]+)");
        private static final Pattern FUNCTION = Pattern.compile(
                "(?:synapse:)?get-property\\(\\s*(?:(['\"])(?<scope>[\\w-]+)\\1\\s*,\\s*)?(['\"])(?<name>[\\w.-]+)\\3\\s*\\)");

        private Forms() {}

        private static PropertyScope scope(String variable) {
            return switch (variable) {
                case "trp" -> PropertyScope.TRANSPORT;
                case "axis2" -> PropertyScope.AXIS2;
                default -> PropertyScope.MESSAGE;
            };
        }
    }
}
