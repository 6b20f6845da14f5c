package org.gatehouse.soap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMException;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.gateway.GatewayAdmin;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code RestApiAdmin}: the APIs that are deployed on the gateway of this process. The verbs {@code …ForTenant} do the
 * same, since a tenant's APIs stand beside the others, told apart by name and context.
 */
@Component(service = AdminService.class)
public final class ApiService implements AdminService {
    private final GatewayAdmin gateway;

    /** Of the gateway of this process. */
    @Activate
    public ApiService(@Reference(target = "(!(environment=*))") GatewayAdmin gateway) {
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "RestApiAdmin";
    }

    @Override
    public String namespace() {
        return "http://org.apache.axis2/xsd";
    }

    @Override
    public boolean admits(Caller caller) {
        return caller.may(Permission.MANAGE_MEDIATION);
    }

    @Override
    public Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("addApiFromString", this::add);
        operations.put("addApiForTenant", this::add);
        operations.put("updateApiFromString", this::update);
        operations.put("updateApiForTenant", this::update);
        operations.put("deleteApi", this::delete);
        operations.put("deleteApiForTenant", this::delete);
        operations.put("deleteSelectedApi", this::deleteSelected);
        operations.put("getApiByName", this::find);
        operations.put("getApiForTenant", this::find);
        operations.put("getApiNames", call -> Reply.of(gateway.names()));
        operations.put(
                "getAPICount", call -> Reply.of(String.valueOf(gateway.names().size())));
        operations.put("getApiSource", this::source);
        return operations;
    }

    private Reply add(Call call) {
        String xml = call.required("apiData");
        String name = deployedName(xml);
        if (gateway.find(name).isPresent()) {
            throw new SoapFault("A service named " + name + " already exists");
        }
        gateway.put(name, xml);
        return Reply.of(true);
    }

    private Reply update(Call call) {
        String name = call.required("apiName");
        requireThere(name);
        gateway.put(name, call.required("apiData"));
        return Reply.of(true);
    }

    private Reply delete(Call call) {
        String name = call.required("apiName");
        requireThere(name);
        gateway.remove(name);
        return Reply.of(true);
    }

    private Reply deleteSelected(Call call) {
        List<String> names = call.texts("apiNames");
        names.forEach(this::requireThere);
        names.forEach(gateway::remove);
        return Reply.EMPTY;
    }

    private void requireThere(String name) {
        if (gateway.find(name).isEmpty()) {
            throw notThere(name);
        }
    }

    private static NotFound notThere(String name) {
        return new NotFound("There is no API named " + name + " on this gateway");
    }

    private Reply find(Call call) {
        String name = call.required("apiName");
        return gateway.find(name).map(xml -> data(name, xml)).orElseGet(Reply::nil);
    }

    private static Reply data(String name, String xml) {
        OMElement api = read(xml);
        return response -> ApiData.add(name, api, Reply.result(response));
    }

    /** The text of the API that the data names, as it was deployed. */
    private Reply source(Call call) {
        String name = call.find("name")
                .map(OMElement::getText)
                .orElseThrow(() -> new SoapFault("getApiSource: no name in apiData (expected: that of an API)"));
        return Reply.of(gateway.find(name).orElseThrow(() -> notThere(name)));
    }

    private static String deployedName(String xml) {
        return ApiData.deployedName(read(xml));
    }

    private static OMElement read(String xml) {
        try {
            return AxiomXml.element(xml);
        } catch (OMException e) {
            throw new Invalid("apiData: not well-formed: " + Envelopes.firstLine(e), e);
        }
    }
}
