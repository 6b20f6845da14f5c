package org.gatehouse.publisher;

import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.publisher.rollout.Gateways;

/**
 * How an API stands on one gateway.
 *
 * @param why what the gateway says; empty if nothing is wrong
 */
public record Deployment(String environment, State state, String why) {
    /** Gateways keep what they have of such an API: what would be made of it calls nothing. */
    static final String UNREADABLE = "endpoints: stored so that they can't be read (expected: the API saved anew)";

    /** What a gateway has of an API, beside what it is to have. */
    public enum State {
        /** It serves the API as that is stored. */
        SERVING,
        /** It does not have it, and is not to have it. */
        ABSENT,
        /** It does not have it, or an earlier state of it. */
        BEHIND,
        /** It still has it, and is not to have it. */
        LEFT_OVER,
        /** It has this state of it in other words: of another template, or of a person. */
        OTHERWISE,
        /** It would not take it as it is stored, as when a person has edited its file. */
        REFUSED,
        /** It can't be asked. */
        UNREACHABLE
    }

    /** As the gateway tells now. */
    static Deployment look(GatewayDeployer gateway, Api api) {
        if (!Gateways.isReadable(api)) {
            return new Deployment(gateway.environment(), State.REFUSED, UNREADABLE);
        }
        try {
            return new Deployment(gateway.environment(), state(gateway, api), "");
        } catch (Unavailable away) {
            return new Deployment(gateway.environment(), State.UNREACHABLE, String.valueOf(away.getMessage()));
        } catch (Invalid | Conflict refused) {
            return new Deployment(gateway.environment(), State.REFUSED, String.valueOf(refused.getMessage()));
        }
    }

    private static State state(GatewayDeployer gateway, Api api) {
        boolean isSettled = gateway.isSettled(api);
        if (!api.isOnGateway() || gateway.render(api).isEmpty()) {
            return isSettled ? State.ABSENT : State.LEFT_OVER;
        }
        boolean isSame = gateway.preview(List.of(api)).stream()
                .allMatch(rewrite -> rewrite.before().equals(rewrite.after()));
        return !isSettled ? State.BEHIND : isSame ? State.SERVING : State.OTHERWISE;
    }

    /** Whether it is to be brought to what is stored. */
    public boolean isBehind() {
        return switch (state) {
            case BEHIND, LEFT_OVER, OTHERWISE, REFUSED -> true;
            case SERVING, ABSENT, UNREACHABLE -> false;
        };
    }
}
