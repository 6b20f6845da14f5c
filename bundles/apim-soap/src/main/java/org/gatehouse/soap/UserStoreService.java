package org.gatehouse.soap;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMNamespace;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Accounts;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.ClaimDialects;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.identity.UserName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code RemoteUserStoreManagerService}: users, roles and what is known of users, for other programs. */
@Component(service = AdminService.class)
public final class UserStoreService implements AdminService {
    private static final String CLAIM_VALUES = "http://common.mgt.user.carbon.wso2.org/xsd";
    private static final String CLAIMS = "http://dto.service.ws.um.carbon.wso2.org/xsd";

    private final Accounts accounts;
    private final Authenticator authenticator;
    private final Tenants tenants;

    /** Of this server. */
    @Activate
    public UserStoreService(
            @Reference Accounts accounts, @Reference Authenticator authenticator, @Reference Tenants tenants) {
        this.accounts = accounts;
        this.authenticator = authenticator;
        this.tenants = tenants;
    }

    @Override
    public String name() {
        return "RemoteUserStoreManagerService";
    }

    @Override
    public String namespace() {
        return "http://service.ws.um.carbon.wso2.org";
    }

    @Override
    public boolean admits(Caller caller) {
        return caller.may(Permission.MANAGE_ACCOUNTS);
    }

    @Override
    public boolean isForEveryTenant() {
        return true;
    }

    @Override
    public Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("addUser", this::addUser);
        operations.put("deleteUser", this::deleteUser);
        operations.put("isExistingUser", call -> Reply.of(exists(call)));
        operations.put("listUsers", call -> names(accounts.users(call.caller(), call.pattern("filter"))));
        operations.put("authenticate", this::authenticate);
        operations.put("updateCredential", this::updatePassword);
        operations.put("updateCredentialByAdmin", this::setPassword);
        operations.put("addRole", this::addRole);
        operations.put("deleteRole", this::deleteRole);
        operations.put("isExistingRole", call -> Reply.of(roles(call).contains(call.required("roleName"))));
        operations.put("getRoleNames", call -> Reply.of(roles(call)));
        operations.put("getRoleListOfUser", this::rolesOf);
        operations.put("updateRoleListOfUser", this::changeRoles);
        operations.put("getUserListOfRole", call -> names(accounts.members(call.caller(), call.required("roleName"))));
        operations.put("updateUserListOfRole", this::changeMembers);
        operations.put("getUserClaimValue", this::claim);
        operations.put("getUserClaimValues", this::allClaims);
        operations.put("getUserClaimValuesForClaims", this::someClaims);
        operations.put("setUserClaimValue", this::putClaim);
        operations.put("setUserClaimValues", this::putClaims);
        operations.put("deleteUserClaimValue", this::removeClaims);
        operations.put("deleteUserClaimValues", this::removeClaims);
        operations.put("getProfileNames", call -> Reply.of("default"));
        operations.put("getAllProfileNames", call -> Reply.of("default"));
        operations.put("getTenantId", this::tenantId);
        operations.put("isReadOnly", call -> Reply.of(false));
        return operations;
    }

    private Reply addUser(Call call) {
        accounts.addUser(
                call.caller(),
                call.user("userName"),
                call.text("credential"),
                call.set("roleList"),
                call.claims("claims"));
        return Reply.EMPTY;
    }

    private Reply deleteUser(Call call) {
        accounts.removeUser(call.caller(), call.user("userName"));
        return Reply.EMPTY;
    }

    private boolean exists(Call call) {
        try {
            accounts.rolesOf(call.caller(), call.user("userName"));
            return true;
        } catch (NotFound unknown) {
            return false;
        }
    }

    private Reply authenticate(Call call) {
        return Reply.of(authenticator
                .authenticate(own(call), call.text("credential"), SignIn.from(call.http()))
                .isPresent());
    }

    /** Nobody tries passwords of other tenants' users here. */
    private static UserName own(Call call) {
        UserName user = call.user("userName");
        if (!user.tenant().equals(call.caller().tenant())) {
            throw SoapFault.notAllowed();
        }
        return user;
    }

    private Reply updatePassword(Call call) {
        UserName user = own(call);
        if (authenticator
                .authenticate(user, call.text("oldCredential"), SignIn.from(call.http()))
                .isEmpty()) {
            throw new SoapFault("Old credential does not match with the existing credentials.");
        }
        accounts.setPassword(call.caller(), user, call.text("newCredential"));
        return Reply.EMPTY;
    }

    private Reply setPassword(Call call) {
        accounts.setPassword(call.caller(), call.user("userName"), call.text("newCredential"));
        return Reply.EMPTY;
    }

    /** Of the permissions only those that open something here: a role that is to deny does not exist. */
    private Reply addRole(Call call) {
        Set<UserName> members = call.set("userList").stream().map(call::asUser).collect(Collectors.toSet());
        Set<String> permissions = new HashSet<>();
        Call.children(call.arguments()).stream()
                .filter(child -> child.getLocalName().equals("permissions"))
                .forEach(permission -> permissions.addAll(Call.texts(permission, "resourceId")));
        accounts.addRole(call.caller(), call.required("roleName"), permissions, members);
        return Reply.EMPTY;
    }

    private Reply deleteRole(Call call) {
        accounts.removeRole(call.caller(), call.required("roleName"));
        return Reply.EMPTY;
    }

    private List<String> roles(Call call) {
        return accounts.roles(call.caller()).stream().map(Role::name).toList();
    }

    private Reply rolesOf(Call call) {
        return Reply.of(accounts.rolesOf(call.caller(), call.user("userName")).stream()
                .sorted()
                .toList());
    }

    private Reply changeRoles(Call call) {
        accounts.changeRoles(call.caller(), call.user("userName"), call.set("newRoles"), call.set("deletedRoles"));
        return Reply.EMPTY;
    }

    private Reply changeMembers(Call call) {
        Set<String> role = Set.of(call.required("roleName"));
        call.set("newUsers").forEach(user -> accounts.changeRoles(call.caller(), call.asUser(user), role, Set.of()));
        call.set("deletedUsers")
                .forEach(user -> accounts.changeRoles(call.caller(), call.asUser(user), Set.of(), role));
        return Reply.EMPTY;
    }

    private Map<String, String> known(Call call) {
        return accounts.claims(call.caller(), call.user("userName"), ClaimDialects.LOCAL);
    }

    private Reply claim(Call call) {
        String value = known(call).get(call.required("claim"));
        return value == null ? Reply.nil() : Reply.of(value);
    }

    private Reply allClaims(Call call) {
        Map<String, String> known = known(call);
        return response -> known.forEach((claim, value) -> bean(
                Reply.result(response),
                CLAIMS,
                List.of(
                        Map.entry("claimUri", claim),
                        Map.entry("dialectURI", ClaimDialects.LOCAL),
                        Map.entry("value", value))));
    }

    private Reply someClaims(Call call) {
        Map<String, String> known = known(call);
        known.keySet().retainAll(call.set("claims"));
        return response -> known.forEach((claim, value) -> bean(
                Reply.result(response),
                CLAIM_VALUES,
                List.of(Map.entry("claimURI", claim), Map.entry("value", value))));
    }

    private static void bean(OMElement result, String space, List<Map.Entry<String, String>> members) {
        OMNamespace namespace = result.getOMFactory().createOMNamespace(space, "ax");
        result.declareNamespace(namespace);
        members.forEach(member -> result.getOMFactory()
                .createOMElement(member.getKey(), namespace, result)
                .setText(member.getValue()));
    }

    private Reply putClaim(Call call) {
        accounts.putClaims(
                call.caller(), call.user("userName"), Map.of(call.required("claimURI"), call.text("claimValue")));
        return Reply.EMPTY;
    }

    private Reply putClaims(Call call) {
        accounts.putClaims(call.caller(), call.user("userName"), call.claims("claims"));
        return Reply.EMPTY;
    }

    private Reply removeClaims(Call call) {
        Map<String, String> removed = new LinkedHashMap<>();
        call.set("claimURI").forEach(claim -> removed.put(claim, ""));
        call.set("claims").forEach(claim -> removed.put(claim, ""));
        accounts.putClaims(call.caller(), call.user("userName"), removed);
        return Reply.EMPTY;
    }

    private Reply tenantId(Call call) {
        return Reply.of(tenants.find(call.caller().tenant())
                .map(tenant -> Integer.toString(tenant.id()))
                .orElse("-1"));
    }

    private static Reply names(List<UserName> users) {
        return Reply.of(users.stream().map(UserName::name).toList());
    }
}
