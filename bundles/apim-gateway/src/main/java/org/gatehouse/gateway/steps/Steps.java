package org.gatehouse.gateway.steps;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.config.xml.XMLConfigConstants;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.mediators.AbstractListMediator;
import org.apache.synapse.mediators.ListMediator;
import org.apache.synapse.mediators.builtin.PropertyMediator;
import org.apache.synapse.mediators.builtin.SendMediator;
import org.apache.synapse.mediators.filters.FilterMediator;
import org.jspecify.annotations.Nullable;

/** Makes steps of mediators. */
final class Steps {
    private Steps() {}

    /** The children of a list, one after the other; before the first, the envelope is built if one of them looks into it. */
    static Step of(ListMediator list) {
        Stream<Step> children = list.getList().stream().map(Steps::of);
        return Step.row((list.getList().stream().anyMatch(Mediator::isContentAware)
                        ? Stream.concat(Stream.of(Steps::build), children)
                        : children)
                .toArray(Step[]::new));
    }

    private static boolean build(MessageContext message) {
        message.getEnvelope();
        return true;
    }

    private static Step of(Mediator mediator) {
        Step known = isTraced(mediator) ? null : known(mediator);
        return known == null ? mediator::mediate : known;
    }

    private static boolean isTraced(Mediator mediator) {
        return mediator.getTraceState() == SynapseConstants.TRACING_ON;
    }

    /** Null for a mediator that has more to it than this knows. */
    private static @Nullable Step known(Mediator mediator) {
        Class<?> type = mediator.getClass();
        if (type == FilterMediator.class) {
            return filter((FilterMediator) mediator);
        }
        if (type == PropertyMediator.class) {
            return property((PropertyMediator) mediator);
        }
        return type == SendMediator.class ? send((SendMediator) mediator) : null;
    }

    private static @Nullable Step filter(FilterMediator filter) {
        Pattern regex = filter.getRegex();
        Reading source = filter.getSource() == null ? null : Reading.of(filter.getSource());
        if (filter.getXpath() != null || regex == null || source == null || isCalled(filter)) {
            return null;
        }
        Fit fit = Fit.of(regex);
        Step then = of((AbstractListMediator) filter);
        ListMediator elsewise = filter.getElseMediator();
        Step otherwise = elsewise == null ? message -> true : of(elsewise);
        return message -> {
            String text = source.text(message);
            Step chosen = text != null && fit.fits(text) ? then : otherwise;
            return chosen.take(message);
        };
    }

    private static boolean isCalled(FilterMediator filter) {
        return filter.getThenKey() != null || filter.getElseKey() != null;
    }

    private static @Nullable Step property(PropertyMediator property) {
        PropertyScope scope = PropertyScope.of(property.getScope());
        if (scope == null || property.getPattern() != null || property.getValueElement() != null) {
            return null;
        }
        String name = property.getName();
        if (property.getAction() == PropertyMediator.ACTION_REMOVE) {
            return message -> {
                scope.remove(message, name);
                return true;
            };
        }
        Object value = property.getValue();
        if (value != null) {
            return message -> {
                scope.put(message, name, value);
                return true;
            };
        }
        Reading source = isText(property) ? Reading.of(property.getExpression()) : null;
        return source == null
                ? null
                : message -> {
                    scope.put(message, name, source.text(message));
                    return true;
                };
    }

    private static boolean isText(PropertyMediator property) {
        return property.getExpression() != null
                && (property.getType() == null
                        || property.getType().equals(XMLConfigConstants.DATA_TYPES.STRING.name()));
    }

    private static @Nullable Step send(SendMediator send) {
        if (send.getReceivingSequence() != null) {
            return null;
        }
        Endpoint endpoint = send.getEndpoint();
        return message -> {
            to(endpoint, message);
            return true;
        };
    }

    private static void to(@Nullable Endpoint endpoint, MessageContext message) {
        if (endpoint == null) {
            message.getEnvironment().send(null, message);
        } else {
            endpoint.send(message);
        }
    }
}
