package org.gatehouse.soap;

import java.util.Map;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.identity.Caller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code APIAuthenticationService}: makes the gateway of this process forget what it remembers of a key manager's answers.
 * {@code invalidateAll} is new; the rest is as in 1.9.
 */
@Component(service = AdminService.class)
public final class KeyMemoryService implements AdminService {
    private final KeyMemory memory;

    /** Of the gateway of this process. */
    @Activate
    public KeyMemoryService(@Reference(target = "(!(environment=*))") KeyMemory memory) {
        this.memory = memory;
    }

    @Override
    public String name() {
        return "APIAuthenticationService";
    }

    @Override
    public String namespace() {
        return "http://service.security.handlers.gateway.apimgt.carbon.wso2.org";
    }

    @Override
    public boolean admits(Caller caller) {
        return caller.managesTheServer();
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "invalidateKey", this::tokens,
                "invalidateCachedTokens", this::tokens,
                "invalidateKeys", this::mappings,
                "invalidateOAuthKeys", this::consumer,
                "invalidateResourceCache", this::api,
                "invalidateAll", this::all);
    }

    private Reply tokens(Call call) {
        call.texts("accessToken").forEach(memory::forgetToken);
        call.texts("accessTokens").forEach(memory::forgetToken);
        return Reply.NONE;
    }

    /** A mapping without a key means every key of the API. */
    private Reply mappings(Call call) {
        Call.children(call.arguments()).forEach(each -> {
            Call mapping = new Call(each, call.http(), call.from());
            if (!mapping.text("key").isEmpty()) {
                memory.forgetToken(mapping.text("key"));
            } else if (!mapping.text("context").isEmpty()) {
                memory.forgetApi(mapping.text("context"));
            }
        });
        return Reply.NONE;
    }

    private Reply consumer(Call call) {
        memory.forgetConsumer(call.required("consumerKey"));
        return Reply.NONE;
    }

    private Reply api(Call call) {
        memory.forgetApi(call.required("apiContext"));
        return Reply.NONE;
    }

    private Reply all(Call call) {
        memory.forgetAll();
        return Reply.NONE;
    }
}
