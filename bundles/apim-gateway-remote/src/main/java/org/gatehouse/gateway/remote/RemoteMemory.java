package org.gatehouse.gateway.remote;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.gateway.KeyMemory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a gateway elsewhere remembers, through its {@code APIAuthenticationService}. A gateway that cannot be reached
 * forgets everything as soon as it can be.
 */
final class RemoteMemory implements KeyMemory {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteMemory.class);
    private static final String NAMESPACE = "http://service.security.handlers.gateway.apimgt.carbon.wso2.org";
    private static final int AGAIN_SECONDS = 5;

    private final SoapClient client;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean missed = new AtomicBoolean();

    RemoteMemory(SoapClient client, ScheduledExecutorService timer) {
        this.client = client;
        this.timer = timer;
    }

    @Override
    public void forgetToken(String accessToken) {
        tell(call("invalidateCachedTokens").with("accessTokens", accessToken));
    }

    @Override
    public void forgetConsumer(String consumerKey) {
        tell(call("invalidateOAuthKeys").with("consumerKey", consumerKey).with("authorizedUser", ""));
    }

    @Override
    public void forgetApi(String context) {
        tell(call("invalidateResourceCache")
                .with("apiContext", context)
                .with("apiVersion", context.substring(context.lastIndexOf('/') + 1))
                .with("resourceURLContext", "/")
                .with("httpVerb", "GET"));
    }

    @Override
    public void forgetAll() {
        tell(everything());
    }

    private static SoapCall everything() {
        return call("invalidateAll");
    }

    private static SoapCall call(String operation) {
        return new SoapCall("APIAuthenticationService", NAMESPACE, operation);
    }

    private void tell(SoapCall call) {
        try {
            client.call(call);
        } catch (Invalid | Unavailable e) {
            if (missed.compareAndSet(false, true)) {
                LOG.warn("{}; it may answer from what it remembers until it can be told", e.getMessage());
                again();
            }
        }
    }

    private void again() {
        timer.schedule(this::catchUp, AGAIN_SECONDS, TimeUnit.SECONDS);
    }

    private void catchUp() {
        try {
            missed.set(false);
            client.call(everything());
            LOG.info("A gateway that could not be reached has forgotten what it remembered");
        } catch (Unavailable e) {
            missed.set(true);
            again();
        } catch (Invalid unknown) {
            LOG.warn(
                    "A gateway does not forget everything at once, its verdicts end by themselves: {}",
                    unknown.getMessage());
        }
    }
}
