package org.gatehouse.soap;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMNamespace;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.ClaimDialects;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.Tenancy;
import org.gatehouse.domain.identity.Tenant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code TenantMgtAdminService}: tenants. None is deleted: what was issued to its users would have no owner. */
@Component(service = AdminService.class)
public final class TenantService implements AdminService {
    private static final String BEANS = "http://beans.common.stratos.carbon.wso2.org/xsd";
    private static final int PAGE = 15;

    private final Tenancy tenancy;

    /** Of this server. */
    @Activate
    public TenantService(@Reference Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    @Override
    public String name() {
        return "TenantMgtAdminService";
    }

    @Override
    public String namespace() {
        return "http://services.mgt.tenant.carbon.wso2.org";
    }

    @Override
    public boolean admits(Caller caller) {
        return caller.may(Permission.SEE_TENANTS);
    }

    @Override
    public Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("addTenant", this::add);
        operations.put("addSkeletonTenant", this::add);
        operations.put("getTenant", this::get);
        operations.put("updateTenant", this::update);
        operations.put("activateTenant", call -> setActive(call, true));
        operations.put("deactivateTenant", call -> setActive(call, false));
        operations.put("retrieveTenants", call -> beans(tenancy.all(call.caller())));
        operations.put("retrievePartialSearchTenants", call -> beans(matching(call)));
        operations.put("retrievePaginatedTenants", call -> page(call, tenancy.all(call.caller())));
        operations.put("retrievePaginatedPartialSearchTenants", call -> page(call, matching(call)));
        return operations;
    }

    /** The members of the bean, whatever their namespace. */
    private static Map<String, String> bean(Call call) {
        Map<String, String> members = new HashMap<>();
        call.find("tenantInfoBean")
                .ifPresent(bean -> Call.children(bean)
                        .forEach(member -> members.put(
                                member.getLocalName(), member.getText().strip())));
        if (members.getOrDefault("tenantDomain", "").isEmpty()) {
            throw new SoapFault("tenantInfoBean: no tenantDomain (expected: a domain)");
        }
        return members;
    }

    private Reply add(Call call) {
        Map<String, String> bean = bean(call);
        Map<String, String> claims = new LinkedHashMap<>();
        BiConsumer<String, String> known = (claim, member) -> {
            String value = bean.getOrDefault(member, "");
            if (!value.isEmpty()) {
                claims.put(ClaimDialects.LOCAL + "/" + claim, value);
            }
        };
        known.accept("givenname", "firstname");
        known.accept("lastname", "lastname");
        known.accept("emailaddress", "email");
        Tenant tenant = tenancy.add(
                call.caller(),
                bean.getOrDefault("tenantDomain", ""),
                bean.getOrDefault("admin", ""),
                bean.getOrDefault("adminPassword", ""),
                bean.getOrDefault("email", ""),
                claims);
        if (bean.getOrDefault("active", "true").matches("false|0")) {
            tenancy.setActive(call.caller(), tenant.domain(), false);
        }
        return Reply.of(UUID.randomUUID().toString());
    }

    /** For an unknown domain a bean that says nothing, as clients of 1.9 expect. */
    private Reply get(Call call) {
        try {
            return beans(List.of(tenancy.find(call.caller(), call.required("tenantDomain"))));
        } catch (NotFound unknown) {
            return response -> member(Reply.result(response), "tenantId", "0");
        }
    }

    /** The address of the administrator. */
    private Reply update(Call call) {
        Map<String, String> bean = bean(call);
        tenancy.setEmail(call.caller(), bean.getOrDefault("tenantDomain", ""), bean.getOrDefault("email", ""));
        return Reply.EMPTY;
    }

    private Reply setActive(Call call, boolean active) {
        tenancy.setActive(call.caller(), call.required("tenantDomain"), active);
        return Reply.EMPTY;
    }

    private List<Tenant> matching(Call call) {
        String part = call.text("domain").replace("*", "").toLowerCase(Locale.ROOT);
        return tenancy.all(call.caller()).stream()
                .filter(tenant -> tenant.domain().contains(part))
                .toList();
    }

    private static Reply beans(List<Tenant> tenants) {
        return response -> tenants.forEach(tenant -> describe(Reply.result(response), tenant));
    }

    /** Pages are counted from 0. */
    private static Reply page(Call call, List<Tenant> all) {
        String number = call.text("pageNumber").strip();
        if (!number.matches("\\d{1,6}")) {
            throw new SoapFault("pageNumber: " + number + " (expected: a number from 0 on)");
        }
        int first = Math.min(all.size(), Integer.parseInt(number) * PAGE);
        List<Tenant> some = all.subList(first, Math.min(all.size(), first + PAGE));
        return response -> {
            OMElement page = Reply.result(response);
            member(page, "numberOfPages", Integer.toString((all.size() + PAGE - 1) / PAGE));
            some.forEach(tenant -> describe(element(page, "tenantInfoBeans"), tenant));
        };
    }

    private static void describe(OMElement bean, Tenant tenant) {
        member(bean, "active", Boolean.toString(tenant.active()));
        member(bean, "admin", tenant.admin());
        member(bean, "createdDate", tenant.created().toString());
        member(bean, "email", tenant.email());
        member(bean, "tenantDomain", tenant.domain());
        member(bean, "tenantId", Integer.toString(tenant.id()));
        member(bean, "usagePlan", "Demo");
    }

    private static void member(OMElement bean, String name, String value) {
        element(bean, name).setText(value);
    }

    private static OMElement element(OMElement parent, String name) {
        OMNamespace namespace = parent.getOMFactory().createOMNamespace(BEANS, "ax");
        parent.declareNamespace(namespace);
        return parent.getOMFactory().createOMElement(name, namespace, parent);
    }
}
