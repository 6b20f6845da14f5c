package org.gatehouse.soap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.gateway.GatewayAdmin;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code SequenceAdminService}: the named sequences of the gateway of this process. */
@Component(service = AdminService.class)
public final class SequenceService implements AdminService {
    private final GatewayAdmin gateway;

    /** Of the gateway of this process. */
    @Activate
    public SequenceService(@Reference(target = "(!(environment=*))") GatewayAdmin gateway) {
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "SequenceAdminService";
    }

    @Override
    public String namespace() {
        return "http://org.apache.synapse/xsd";
    }

    @Override
    public boolean admits(Caller caller) {
        return caller.may(Permission.MANAGE_MEDIATION);
    }

    @Override
    public Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("addSequence", this::add);
        operations.put("addSequenceForTenant", this::add);
        operations.put("saveSequence", this::save);
        operations.put("getSequence", this::find);
        operations.put("getSequenceForTenant", this::find);
        operations.put("isExistingSequence", this::exists);
        operations.put("isExistingSequenceForTenant", this::exists);
        operations.put("deleteSequence", this::delete);
        operations.put("deleteSequenceForTenant", this::delete);
        return operations;
    }

    private Reply add(Call call) {
        OMElement sequence = sequence(call);
        String name = nameOf(sequence);
        if (gateway.findSequence(name).isPresent()) {
            throw new SoapFault("A sequence named " + name + " already exists");
        }
        gateway.putSequence(name, sequence.toString());
        return Reply.EMPTY;
    }

    private Reply save(Call call) {
        OMElement sequence = sequence(call);
        String name = nameOf(sequence);
        existing(name);
        gateway.putSequence(name, sequence.toString());
        return Reply.EMPTY;
    }

    /** As it was deployed, white space included. */
    private Reply find(Call call) {
        String xml = existing(call.required("sequenceName"));
        return Reply.of(AxiomXml.element(xml));
    }

    private Reply exists(Call call) {
        return Reply.of(gateway.findSequence(call.required("sequenceName")).isPresent());
    }

    private Reply delete(Call call) {
        String name = call.required("sequenceName");
        existing(name);
        gateway.removeSequence(name);
        return Reply.EMPTY;
    }

    private String existing(String name) {
        return gateway.findSequence(name)
                .orElseThrow(() -> new NotFound("There is no sequence named " + name + " on this gateway"));
    }

    private static OMElement sequence(Call call) {
        return Call.children(call.arguments()).stream()
                .filter(child -> child.getAttribute(new QName("name")) != null)
                .findFirst()
                .or(() -> call.find("sequence").flatMap(SequenceService::innermost))
                .orElseThrow(() -> new SoapFault(
                        call.arguments().getLocalName() + ": no sequence (expected: a sequence element with a name)"));
    }

    /** The parameter itself may be called {@code sequence}, too. */
    private static Optional<OMElement> innermost(OMElement outer) {
        return outer.getAttribute(new QName("name")) != null
                ? Optional.of(outer)
                : Call.children(outer).stream().findFirst();
    }

    private static String nameOf(OMElement sequence) {
        String name = sequence.getAttributeValue(new QName("name"));
        if (name == null || name.isBlank()) {
            throw new SoapFault("sequence: no name (expected: one)");
        }
        return name;
    }
}
