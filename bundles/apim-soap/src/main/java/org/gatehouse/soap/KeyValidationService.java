package org.gatehouse.soap;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.KeyValidator;
import org.gatehouse.domain.keys.Verdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code APIKeyValidationService}: the verdicts of the key manager of this process. */
@Component(service = AdminService.class)
public final class KeyValidationService implements AdminService {
    /** Its name. */
    static final String NAME = "APIKeyValidationService";
    /** Axis2 of 1.9 has its wrappers there, whatever the target namespace of the WSDL. */
    static final String WRAPPERS = "http://org.apache.axis2/xsd";

    private final KeyValidator keyManager;
    private final InstantSource clock;

    /** Of the key manager of this process. */
    @Activate
    public KeyValidationService(
            @Reference(target = "(" + KeyValidator.VIA + "=" + KeyValidator.ORIGIN + ")") KeyValidator keyManager) {
        this(keyManager, InstantSource.system());
    }

    KeyValidationService(KeyValidator keyManager, InstantSource clock) {
        this.keyManager = keyManager;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String namespace() {
        return WRAPPERS;
    }

    @Override
    public boolean admits(Caller caller) {
        return caller.managesTheServer();
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("validateKey", this::validate, "getAllURITemplates", this::resources);
    }

    private Reply validate(Call call) {
        String domain = call.text("clientDomain");
        Verdict verdict = keyManager.verdict(new KeyRequest(
                call.required("context"),
                call.required("version"),
                call.text("accessToken"),
                AuthType.parse(call.text("requiredAuthenticationLevel")),
                domain.isEmpty() ? null : domain,
                call.text("matchingResource"),
                call.text("httpVerb")));
        Instant now = clock.instant();
        return response -> KeyBeans.add(verdict, now, Reply.result(response));
    }

    private Reply resources(Call call) {
        List<ApiResource> resources = keyManager.resources(call.required("context"), call.required("version"));
        return response -> resources.forEach(resource -> KeyBeans.add(resource, Reply.result(response)));
    }
}
