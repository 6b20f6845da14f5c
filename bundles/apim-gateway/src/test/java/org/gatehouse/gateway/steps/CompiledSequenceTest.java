package org.gatehouse.gateway.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMXMLBuilderFactory;
import org.apache.axis2.AxisFault;
import org.apache.axis2.context.MessageContext;
import org.apache.synapse.config.xml.MediatorFactoryFinder;
import org.apache.synapse.core.SynapseEnvironment;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.gatehouse.gateway.testing.TestGateway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In steps a sequence does what Synapse's own does; before it is initialised it is Synapse's own. */
final class CompiledSequenceTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<property name='a' value='b'/>",
                "<property name='a' value='7' type='INTEGER'/>",
                "<property name='a' value='b' scope='transport'/>",
                "<property name='a' value='b' scope='axis2'/>",
                "<property name='known' action='remove'/>",
                "<property name='X-Known' action='remove' scope='transport'/>",
                "<property name='axisKnown' action='remove' scope='axis2'/>",
                "<property name='a' expression='$ctx:known'/>",
                "<property name='a' expression='$ctx:number'/>",
                "<property name='a' expression='$ctx:unknown'/>",
                "<property name='a' expression='$trp:x-known'/>",
                "<property name='a' expression='$axis2:axisKnown'/>",
                "<property name='a' expression=\"get-property('known')\"/>",
                "<property name='a' expression=\"get-property('unknown')\"/>",
                "<property name='a' expression=\"get-property('transport', 'X-Known')\"/>",
                "<property name='a' expression=\"get-property('axis2', 'axisKnown')\"/>",
                "<property name='a' expression=\"get-property('axis2', 'unknown')\" scope='transport'/>",
                "<property name='a' expression=\"concat('x', get-property('known'))\"/>",
                "<property name='a' expression='$ctx:known' pattern='(o).*' group='1'/>",
                "<filter source='$ctx:known' regex='one|two'><then><property name='a' value='then'/></then><else><property name='a' value='else'/></else></filter>",
                "<filter source='$ctx:known' regex='two'><then><property name='a' value='then'/></then><else><property name='a' value='else'/></else></filter>",
                "<filter source='$ctx:lines' regex='.+'><then><property name='a' value='then'/></then><else><property name='a' value='else'/></else></filter>",
                "<filter source='$ctx:empty' regex='.+'><then><property name='a' value='then'/></then><else><property name='a' value='else'/></else></filter>",
                "<filter source='$ctx:unknown' regex='.*'><then><property name='a' value='then'/></then><else><property name='a' value='else'/></else></filter>",
                "<filter source='$ctx:known' regex='ON.'><then><property name='a' value='then'/></then></filter>",
                "<filter source=\"get-property('known')\" regex='o.e'><property name='a' value='list'/></filter>",
                "<filter xpath=\"get-property('known') = 'one'\"><property name='a' value='xpath'/></filter>",
                "<filter source='$ctx:known' regex='one'><then><drop/></then></filter>"
            })
    void stepsLeaveTheMessageAsSynapseLeavesIt(String mediator) throws Exception {
        try (TestGateway gateway = new TestGateway(root)) {
            SynapseEnvironment environment = gateway.mediation.synapse();
            Axis2MessageContext expected = message(environment);
            Axis2MessageContext actual = message(environment);
            CompiledSequence stock = sequence(mediator);
            CompiledSequence steps = sequence(mediator);
            steps.init(environment);

            assertThat(steps.mediate(actual)).isEqualTo(stock.mediate(expected));

            assertThat(actual.getProperties()).isEqualTo(expected.getProperties());
            assertThat(actual.getAxis2MessageContext().getProperties())
                    .isEqualTo(expected.getAxis2MessageContext().getProperties());
        }
    }

    private static CompiledSequence sequence(String mediator) {
        CompiledSequence sequence = new CompiledSequence();
        sequence.addChild(MediatorFactoryFinder.getInstance()
                .getMediator(
                        OMXMLBuilderFactory.createOMBuilder(new StringReader(
                                        "<s xmlns='http://ws.apache.org/ns/synapse'>" + mediator + "</s>"))
                                .getDocumentElement()
                                .getFirstElement(),
                        new Properties()));
        return sequence;
    }

    private static Axis2MessageContext message(SynapseEnvironment environment) throws AxisFault {
        MessageContext axis = new MessageContext();
        axis.setEnvelope(OMAbstractFactory.getSOAP11Factory().getDefaultEnvelope());
        Map<String, Object> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.put("X-Known", "field");
        axis.setProperty(MessageContext.TRANSPORT_HEADERS, fields);
        axis.setProperty("axisKnown", "below");
        Axis2MessageContext message = new Axis2MessageContext(axis, environment.getSynapseConfiguration(), environment);
        message.setProperty("known", "one");
        message.setProperty("number", 12L);
        message.setProperty("lines", "a\nb");
        message.setProperty("empty", "");
        return message;
    }
}
