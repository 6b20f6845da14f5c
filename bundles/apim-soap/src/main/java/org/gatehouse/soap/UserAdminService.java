package org.gatehouse.soap;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMNamespace;
import org.gatehouse.domain.identity.Accounts;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.ClaimDialects;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.UserName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code UserAdmin}: users and roles. */
@Component(service = AdminService.class)
public final class UserAdminService implements AdminService {
    private static final String BEANS = "http://common.mgt.user.carbon.wso2.org/xsd";

    private final Accounts accounts;

    /** Of this server. */
    @Activate
    public UserAdminService(@Reference Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "UserAdmin";
    }

    @Override
    public String namespace() {
        return "http://org.apache.axis2/xsd";
    }

    /** What each verb needs beyond that is looked at where it is done. */
    @Override
    public boolean admits(Caller caller) {
        return caller.may(Permission.LOGIN);
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
        operations.put("listUsers", this::listUsers);
        operations.put("changePassword", this::changePassword);
        operations.put("changePasswordByUser", this::changeOwnPassword);
        operations.put("addRole", this::addRole);
        operations.put("addInternalRole", this::addInternalRole);
        operations.put("deleteRole", this::deleteRole);
        operations.put("updateRolesOfUser", this::updateRoles);
        operations.put("addRemoveRolesOfUser", this::addRemoveRoles);
        operations.put("getAllRolesNames", this::roles);
        operations.put("getRolesOfUser", this::rolesOf);
        operations.put("getUsersOfRole", this::membersOf);
        operations.put("listUserByClaim", this::usersByClaim);
        return operations;
    }

    private Reply addUser(Call call) {
        accounts.addUser(
                call.caller(), call.user("userName"), call.text("password"), call.set("roles"), call.claims("claims"));
        return Reply.EMPTY;
    }

    private Reply deleteUser(Call call) {
        accounts.removeUser(call.caller(), call.user("userName"));
        return Reply.EMPTY;
    }

    private Reply listUsers(Call call) {
        List<String> names = accounts.users(call.caller(), call.pattern("filter")).stream()
                .map(UserName::name)
                .toList();
        return Reply.of(names);
    }

    private Reply changePassword(Call call) {
        accounts.setPassword(call.caller(), call.user("userName"), call.text("newPassword"));
        return Reply.EMPTY;
    }

    private Reply changeOwnPassword(Call call) {
        accounts.changeOwnPassword(
                call.caller(), call.text("oldPassword"), call.text("newPassword"), SignIn.from(call.http()));
        return Reply.EMPTY;
    }

    private Reply addRole(Call call) {
        return addRole(call, call.required("roleName"));
    }

    private Reply addInternalRole(Call call) {
        String name = call.required("roleName");
        return addRole(call, name.startsWith("Internal/") ? name : "Internal/" + name);
    }

    private Reply addRole(Call call, String name) {
        Set<UserName> members = new HashSet<>();
        call.set("userList").forEach(member -> members.add(call.asUser(member)));
        accounts.addRole(call.caller(), name, call.set("permissions"), members);
        return Reply.EMPTY;
    }

    private Reply deleteRole(Call call) {
        accounts.removeRole(call.caller(), call.required("roleName"));
        return Reply.EMPTY;
    }

    /** The list holds roles, whatever its name says. */
    private Reply updateRoles(Call call) {
        UserName user = call.user("userName");
        Set<String> wanted = call.set("newUserList");
        wanted.remove(Role.EVERYONE);
        Set<String> had = new HashSet<>(accounts.rolesOf(call.caller(), user));
        had.remove(Role.EVERYONE);
        Set<String> added = new HashSet<>(wanted);
        added.removeAll(had);
        had.removeAll(wanted);
        accounts.changeRoles(call.caller(), user, added, had);
        return Reply.EMPTY;
    }

    private Reply addRemoveRoles(Call call) {
        accounts.changeRoles(call.caller(), call.user("userName"), call.set("newRoles"), call.set("deletedRoles"));
        return Reply.EMPTY;
    }

    private Reply roles(Call call) {
        return flagged(accounts.roles(call.caller()), Role::name, role -> false);
    }

    private Reply rolesOf(Call call) {
        Set<String> had = accounts.rolesOf(call.caller(), call.user("userName"));
        return flagged(accounts.roles(call.caller()), Role::name, role -> had.contains(role.name()));
    }

    private Reply membersOf(Call call) {
        Set<UserName> members = new HashSet<>(accounts.members(call.caller(), call.required("roleName")));
        return flagged(accounts.users(call.caller(), call.pattern("filter")), UserName::name, members::contains);
    }

    /** Those of whom some claim of this product's dialect has the value. */
    private Reply usersByClaim(Call call) {
        String value = call.required("claimValue");
        List<UserName> found = accounts.users(call.caller(), "*").stream()
                .filter(user -> accounts.claims(call.caller(), user, ClaimDialects.LOCAL)
                        .containsValue(value))
                .toList();
        return flagged(found, UserName::name, user -> true);
    }

    /** With a last entry that says that nothing was left out, as clients of 1.9 expect and skip it. */
    private static <T> Reply flagged(List<T> items, Function<T, String> name, Predicate<T> selected) {
        return response -> {
            items.forEach(item -> flag(Reply.result(response), name.apply(item), selected.test(item)));
            flag(Reply.result(response), "false", false);
        };
    }

    private static void flag(OMElement bean, String name, boolean selected) {
        OMNamespace namespace = bean.getOMFactory().createOMNamespace(BEANS, "ax");
        bean.declareNamespace(namespace);
        Map<String, String> members = Map.of("itemName", name, "selected", Boolean.toString(selected));
        members.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(member -> bean.getOMFactory()
                        .createOMElement(member.getKey(), namespace, bean)
                        .setText(member.getValue()));
    }
}
