package org.gatehouse.publisher.rollout;

import java.util.Map;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A change of one API on the gateways and in the database: gateways first; if one of the steps fails, they go back. */
@Component(service = ApiChange.class)
public final class ApiChange {
    private static final Logger LOG = LoggerFactory.getLogger(ApiChange.class);

    private final Gateways gateways;

    /** On these gateways. */
    @Activate
    public ApiChange(@Reference Gateways gateways) {
        this.gateways = gateways;
    }

    /**
     * Makes the change.
     *
     * @param before the API as it is stored
     * @param after the API as it is to be
     * @param store what writes it into the database
     * @return environments that could not be reached, with the reason; they get it when they are back
     * @throws GatewayRefused if a gateway does not take it; nothing has changed then
     * @throws Changed if the API is not stored as before any more; gateways are brought to what is
     */
    public Map<String, String> make(Api before, Api after, Runnable store) {
        boolean touchesGateways = before.isOnGateway() || after.isOnGateway() || leavesLate(before, after);
        try {
            Map<String, String> late = touchesGateways ? gateways.follow(after) : Map.of();
            store.run();
            return late;
        } catch (Changed e) {
            // To go back would be to go to what nobody wants any more.
            if (touchesGateways) {
                gateways.areLate();
            }
            throw e;
        } catch (RuntimeException e) {
            if (touchesGateways) {
                goBack(before, e);
                lookAgainIfUnsure(before, after, e);
            }
            throw e;
        } finally {
            gateways.forget(after);
            if (!before.context().equals(after.context())) {
                gateways.forget(before);
            }
        }
    }

    /**
     * Takes the API off all gateways and out of the database.
     *
     * @throws GatewayRefused if a gateway does not let go of it, or cannot be reached: nobody would tell it later
     */
    public void remove(Api api, Runnable store) {
        Api gone = api.withStatus(ApiStatus.RETIRED);
        if (!api.isOnGateway() && !gateways.areBehind(gone)) {
            store.run();
            return;
        }
        try {
            gateways.followAll(gone);
            store.run();
        } catch (Unavailable e) {
            // Who has gone from the database is told to no gateway any more, and who has not is brought back.
            gateways.areLate();
            throw e;
        } catch (RuntimeException e) {
            goBack(api, e);
            throw e;
        } finally {
            gateways.forget(gone);
        }
    }

    /** Whether it goes to another status, and gateways still have it from before a step that they were not to follow. */
    private boolean leavesLate(Api before, Api after) {
        return before.status() != after.status() && gateways.areBehind(after);
    }

    /**
     * A connection that was lost may have taken the change along to the database or not; and a default version that came in vain has
     * taken the path without a version from another one, which is not known here.
     */
    private void lookAgainIfUnsure(Api before, Api after, RuntimeException e) {
        if (e instanceof Unavailable || before.defaultVersion() || after.defaultVersion()) {
            gateways.areLate();
        }
    }

    private void goBack(Api before, RuntimeException because) {
        try {
            gateways.follow(before);
        } catch (RuntimeException e) {
            because.addSuppressed(e);
            gateways.areLate();
            LOG.warn("{} may not be as stored on a gateway, which is told again: {}", before.id(), e.getMessage());
        }
    }
}
