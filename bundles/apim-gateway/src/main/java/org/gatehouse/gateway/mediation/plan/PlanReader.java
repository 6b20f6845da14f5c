package org.gatehouse.gateway.mediation.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.SynapseConfiguration;
import org.apache.synapse.config.xml.AnonymousListMediator;
import org.apache.synapse.config.xml.SwitchCase;
import org.apache.synapse.endpoints.AbstractEndpoint;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.endpoints.IndirectEndpoint;
import org.apache.synapse.mediators.ListMediator;
import org.apache.synapse.mediators.Value;
import org.apache.synapse.mediators.base.SequenceMediator;
import org.apache.synapse.mediators.builtin.DropMediator;
import org.apache.synapse.mediators.builtin.LogMediator;
import org.apache.synapse.mediators.builtin.PropertyMediator;
import org.apache.synapse.mediators.builtin.RespondMediator;
import org.apache.synapse.mediators.builtin.SendMediator;
import org.apache.synapse.mediators.filters.FilterMediator;
import org.apache.synapse.mediators.filters.InMediator;
import org.apache.synapse.mediators.filters.OutMediator;
import org.apache.synapse.mediators.filters.SwitchMediator;
import org.apache.synapse.mediators.transform.FaultMediator;
import org.apache.synapse.mediators.transform.HeaderMediator;
import org.apache.synapse.util.xpath.SynapseXPath;
import org.gatehouse.gateway.mediation.mediators.Branching;
import org.gatehouse.gateway.mediation.mediators.BuildMediator;
import org.gatehouse.gateway.mediation.mediators.CacheMediator;
import org.gatehouse.gateway.mediation.mediators.CallMediator;
import org.gatehouse.gateway.mediation.mediators.JsonPayload;
import org.gatehouse.gateway.mediation.mediators.XmlPayload;
import org.gatehouse.gateway.mediation.message.WireFormat;
import org.gatehouse.gateway.plugin.LateMediator;
import org.jspecify.annotations.Nullable;

/**
 * Reads off a tree of mediators what it needs. A mediator that is not known here is taken to block, and to need the body
 * if it says so of itself.
 */
final class PlanReader {
    /** Look at the body at most; they never change it. */
    private static final Set<Class<?>> LOOKING =
            Set.of(PropertyMediator.class, FilterMediator.class, SwitchMediator.class, LogMediator.class);

    private static final Set<Class<?>> HARMLESS = Set.of(
            PropertyMediator.class,
            FilterMediator.class,
            SwitchMediator.class,
            LogMediator.class,
            HeaderMediator.class,
            DropMediator.class,
            RespondMediator.class,
            AnonymousListMediator.class,
            InMediator.class,
            OutMediator.class,
            JsonPayload.class,
            XmlPayload.class,
            BuildMediator.class,
            FaultMediator.class);

    private final SynapseConfiguration configuration;
    private final Set<Mediator> seen = new HashSet<>();
    private final List<LateMediator> asks = new ArrayList<>();
    private Plan.Body body = Plan.Body.STREAMS;
    private boolean blocks;
    private boolean collects;

    private PlanReader(SynapseConfiguration configuration) {
        this.configuration = configuration;
    }

    /** The plan of a sequence and of all that it calls by name. */
    static Plan read(SynapseConfiguration configuration, @Nullable Mediator sequence) {
        PlanReader reader = new PlanReader(configuration);
        if (sequence != null) {
            reader.visit(sequence);
        }
        return new Plan(reader.body, reader.blocks, reader.collects, List.copyOf(reader.asks));
    }

    private void visit(Mediator mediator) {
        if (!seen.add(mediator)) {
            return;
        }
        if (mediator instanceof SequenceMediator sequence) {
            sequence(sequence);
        } else if (mediator instanceof LateMediator late) {
            asks.add(late);
            need(late.isContentAware() ? Plan.Body.CHANGED : Plan.Body.STREAMS);
        } else if (mediator instanceof SendMediator send) {
            endpoint(send.getEndpoint());
        } else if (mediator instanceof CacheMediator cache) {
            collects |= cache.isCollector();
        } else if (mediator instanceof Branching branching) {
            branching.branches().forEach(this::visit);
        } else if (mediator instanceof CallMediator asking) {
            blocks = true;
            endpoint(asking.endpoint());
        } else {
            plain(mediator);
        }
    }

    private void sequence(SequenceMediator sequence) {
        Value key = sequence.getKey();
        if (key == null) {
            list(sequence);
        } else {
            named(key.getExpression() == null ? key.getKeyValue() : null);
        }
    }

    /** A sequence by its name; null if the name is known only when the message comes. */
    private void named(@Nullable String name) {
        Mediator sequence = name == null ? null : configuration.getSequence(name);
        if (sequence != null) {
            visit(sequence);
        } else {
            blocks = true;
            need(name == null ? Plan.Body.CHANGED : Plan.Body.STREAMS);
        }
    }

    private void plain(Mediator mediator) {
        Class<?> type = mediator.getClass();
        blocks |= !HARMLESS.contains(type);
        if (readsBody(mediator)) {
            boolean looks = LOOKING.contains(type) && !isMessageType(mediator);
            need(looks ? Plan.Body.READ : Plan.Body.CHANGED);
        }
        if (mediator instanceof FilterMediator filter) {
            filter(filter);
        } else if (mediator instanceof SwitchMediator choice) {
            choice(choice);
        } else if (mediator instanceof ListMediator children) {
            list(children);
        }
    }

    /** Those that put a new body in the place of the old one need the old one only for what they copy out of it. */
    private static boolean readsBody(Mediator mediator) {
        if (mediator instanceof SwitchMediator choice) {
            return looks(choice.getSource());
        }
        if (mediator instanceof HeaderMediator header) {
            return looks(header.getExpression());
        }
        if (mediator instanceof FaultMediator fault) {
            return looks(fault.getFaultCodeExpr())
                    || looks(fault.getFaultReasonExpr())
                    || looks(fault.getFaultDetailExpr());
        }
        boolean direction = mediator instanceof InMediator || mediator instanceof OutMediator;
        return !direction && mediator.isContentAware();
    }

    private static boolean looks(@Nullable SynapseXPath expression) {
        return expression != null && expression.isContentAware();
    }

    private void filter(FilterMediator filter) {
        if (filter.getThenKey() != null) {
            named(filter.getThenKey());
        }
        list(filter);
        if (filter.getElseKey() != null) {
            named(filter.getElseKey());
        }
        if (filter.getElseMediator() != null) {
            list(filter.getElseMediator());
        }
    }

    private void choice(SwitchMediator choice) {
        for (SwitchCase one : choice.getCases()) {
            list(one.getCaseMediator());
        }
        if (choice.getDefaultCase() != null) {
            list(choice.getDefaultCase().getCaseMediator());
        }
    }

    private void list(ListMediator list) {
        boolean replaced = false;
        for (Mediator child : list.getList()) {
            replaced |= child instanceof JsonPayload
                    || child instanceof XmlPayload
                    || child instanceof FaultMediator
                    || child instanceof CallMediator;
            // What a new body is written as says nothing about the old one.
            if (!(replaced && isMessageType(child))) {
                visit(child);
            }
        }
    }

    private static boolean isMessageType(Mediator mediator) {
        return mediator instanceof PropertyMediator property
                && org.apache.axis2.Constants.Configuration.MESSAGE_TYPE.equals(property.getName());
    }

    private void endpoint(@Nullable Endpoint endpoint) {
        Endpoint known =
                endpoint instanceof IndirectEndpoint indirect ? configuration.getEndpoint(indirect.getKey()) : endpoint;
        if (known instanceof AbstractEndpoint group && !group.isLeafEndpoint()) {
            need(Plan.Body.HELD);
            group.getChildren().forEach(this::endpoint);
        } else if (known instanceof AbstractEndpoint leaf && WireFormat.of(leaf.getDefinition()) != null) {
            need(Plan.Body.READ);
        }
    }

    private void need(Plan.Body use) {
        body = body.or(use);
    }
}
