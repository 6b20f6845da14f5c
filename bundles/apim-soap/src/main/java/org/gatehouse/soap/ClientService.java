package org.gatehouse.soap;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMNamespace;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Clients;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.IssuedKey;
import org.gatehouse.domain.keys.KeyIssuer;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.Subscriptions;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code APIKeyMgtSubscriberService}: clients, and keys of applications, for stores of other processes. There with a key manager. */
@Component(service = AdminService.class)
public final class ClientService implements AdminService {
    private static final String CLIENT_BEAN = "http://model.api.apimgt.carbon.wso2.org/xsd";
    private static final String KEYS_BEAN = "http://keymgt.apimgt.carbon.wso2.org/xsd";
    private static final String API_BEAN = "http://dto.impl.apimgt.carbon.wso2.org/xsd";

    private final Clients clients;
    private final KeyIssuer keys;
    private final Applications applications;
    private final Subscriptions subscriptions;

    /** Of this server. */
    @Activate
    public ClientService(
            @Reference Clients clients,
            @Reference KeyIssuer keys,
            @Reference Applications applications,
            @Reference Subscriptions subscriptions) {
        this.clients = clients;
        this.keys = keys;
        this.applications = applications;
        this.subscriptions = subscriptions;
    }

    @Override
    public String name() {
        return "APIKeyMgtSubscriberService";
    }

    @Override
    public String namespace() {
        return "http://org.apache.axis2/xsd";
    }

    @Override
    public boolean admits(Caller caller) {
        return caller.may(Permission.LOGIN);
    }

    @Override
    public Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("createOAuthApplication", this::create);
        operations.put("retrieveOAuthApplication", this::retrieve);
        operations.put("deleteOAuthApplication", this::delete);
        operations.put("getApplicationAccessToken", this::applicationToken);
        operations.put("renewAccessToken", this::renew);
        operations.put("revokeAccessToken", this::revoke);
        operations.put("getSubscribedAPIsOfUser", this::subscribed);
        return operations;
    }

    private Reply create(Call call) {
        UserName owner = call.user("userId");
        String callback = call.text("callbackUrl").strip();
        Consumer client = clients.add(
                call.caller(),
                owner,
                owner.inNames() + "_" + call.required("applicationName"),
                callback.isEmpty() ? List.of() : List.of(callback));
        return described(client);
    }

    private Reply retrieve(Call call) {
        return clients.find(call.caller(), call.required("consumerKey"))
                .map(ClientService::described)
                .orElseGet(Reply::nil);
    }

    private static Reply described(Consumer client) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("callBackURL", client.callbackUrl());
        members.put("clientId", client.key());
        members.put("clientName", client.name());
        members.put("clientSecret", client.secret());
        return bean(CLIENT_BEAN, members, Map.of());
    }

    private Reply delete(Call call) {
        clients.remove(call.caller(), call.required("consumerKey"));
        return Reply.EMPTY;
    }

    private Reply applicationToken(Call call) {
        Application application = application(call, call.user("userId"), call.required("applicationName"));
        String seconds = call.text("validityTime").strip();
        Set<String> domains = domains(call);
        IssuedKey issued = keys.issue(
                call.caller(),
                new KeyOrder(
                        application,
                        KeyType.parse(call.required("tokenType")),
                        call.text("callbackUrl").strip(),
                        domains,
                        validity(seconds),
                        null,
                        new TreeSet<>(Stream.of(call.text("tokenScope").split("\\s+"))
                                .filter(scope -> !scope.isEmpty() && !scope.equals("default"))
                                .toList())));
        Duration validity = issued.token().validity();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("applicationAccessToken", issued.token().value());
        members.put("consumerKey", issued.consumer().key());
        members.put("consumerSecret", issued.consumer().secret());
        members.put("tokenScope", String.join(" ", issued.token().scopes()));
        members.put("validityTime", validity == null ? "-1" : Long.toString(validity.toSeconds()));
        return bean(
                KEYS_BEAN,
                members,
                Map.of("accessAllowDomains", domains.isEmpty() ? List.of("ALL") : List.copyOf(domains)));
    }

    /** Another token for the application whose client it is. */
    private Reply renew(Call call) {
        String consumerKey = call.required("clientId");
        ApplicationKey key = subscriptions
                .findKey(consumerKey)
                .orElseThrow(() -> new NotFound("clientId: " + consumerKey + " (expected: that of an application)"));
        Application found = applications.find(key.applicationId()).orElseThrow();
        Application application = application(call, found.subscriber(), found.name());
        IssuedKey issued = keys.renew(
                call.caller(),
                new KeyOrder(
                        application,
                        key.type(),
                        "",
                        domains(call),
                        validity(call.text("validityTime").strip()),
                        null,
                        new TreeSet<>()),
                call.required("oldAccessToken"));
        return Reply.of(issued.token().value());
    }

    private Reply revoke(Call call) {
        clients.revoke(call.caller(), call.required("consumerKey"), call.required("key"));
        return Reply.EMPTY;
    }

    private Reply subscribed(Call call) {
        UserName user = call.user("userId");
        requireMayAct(call, user);
        List<ApiId> all = subscriptions.apisOf(user);
        return response -> all.forEach(api -> {
            OMElement bean = Reply.result(response);
            member(bean, API_BEAN, "apiName", api.name());
            member(bean, API_BEAN, "providerId", api.provider().toString());
            member(bean, API_BEAN, "version", api.version());
        });
    }

    private Application application(Call call, UserName subscriber, String name) {
        requireMayAct(call, subscriber);
        return applications
                .find(subscriber, name)
                .orElseThrow(() -> new NotFound("applicationName: " + name + " (expected: one of " + subscriber + ")"));
    }

    /** For oneself, or for everybody if one manages the server. */
    private static void requireMayAct(Call call, UserName user) {
        if (!call.caller().user().qualified().equalsIgnoreCase(user.qualified())) {
            call.caller().requireManages(user.tenant());
        }
    }

    private static Set<String> domains(Call call) {
        Set<String> domains = call.set("allowedDomains");
        return domains.stream().anyMatch("ALL"::equalsIgnoreCase) ? Set.of() : domains;
    }

    private static @Nullable Duration validity(String seconds) {
        if (seconds.isEmpty()) {
            return null;
        }
        if (!seconds.matches("-?\\d{1,12}")) {
            throw new SoapFault("validityTime: " + seconds + " (expected: seconds)");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    private static Reply bean(String namespace, Map<String, String> members, Map<String, List<String>> lists) {
        return response -> {
            OMElement bean = Reply.result(response);
            lists.forEach((name, values) -> values.forEach(value -> member(bean, namespace, name, value)));
            members.forEach((name, value) -> member(bean, namespace, name, value));
        };
    }

    private static void member(OMElement bean, String space, String name, String value) {
        OMNamespace namespace = bean.getOMFactory().createOMNamespace(space, "ax");
        bean.declareNamespace(namespace);
        bean.getOMFactory().createOMElement(name, namespace, bean).setText(value);
    }
}
