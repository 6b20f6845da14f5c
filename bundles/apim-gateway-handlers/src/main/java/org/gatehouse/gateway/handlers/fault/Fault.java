package org.gatehouse.gateway.handlers.fault;

/**
 * An error answer.
 *
 * @param family what kind it is
 * @param code the number in the body
 * @param status the HTTP status
 * @param message what went wrong, the same text for each code
 * @param description more on this very call
 */
public record Fault(Family family, int code, int status, String message, String description) {
    /** What the faults of one handler have in common. */
    public enum Family {
        /** Refused for who calls. */
        SECURITY("http://wso2.org/apimanager/security", "ams", "Authentication Failure", true),
        /** Refused for how often. */
        THROTTLING("http://wso2.org/apimanager/throttling", "amt", "Message Throttled Out", false),
        /** Refused for what is not known of the limits. */
        POLICY("http://wso2.org/apimanager/throttling", "amt", "Throttling Policy Unavailable", false);

        private final String namespace;
        private final String prefix;
        private final String reason;
        private final boolean byClient;

        Family(String namespace, String prefix, String reason, boolean byClient) {
            this.namespace = namespace;
            this.prefix = prefix;
            this.reason = reason;
            this.byClient = byClient;
        }

        /** Namespace of the body. */
        public String namespace() {
            return namespace;
        }

        /** The prefix that stands for it. */
        public String prefix() {
            return prefix;
        }

        /** What a SOAP fault gives as its reason. */
        public String reason() {
            return reason;
        }

        /** Whether a SOAP fault blames the client, not the server. */
        public boolean isByClient() {
            return byClient;
        }
    }

    /** A limit was reached. */
    public static final Fault THROTTLED_OUT =
            new Fault(Family.THROTTLING, 900800, 503, "Message Throttled Out", "You have exceeded your quota");

    /** The same in the words of RFC 6585 §4. */
    public static final Fault TOO_MANY_REQUESTS =
            new Fault(Family.THROTTLING, 900800, 429, "Message Throttled Out", "You have exceeded your quota");

    /** Nobody's limit is reached: there is none to go by. */
    public static final Fault NO_POLICY = new Fault(
            Family.POLICY,
            900899,
            503,
            "Throttling Policy Unavailable",
            "The tiers are not known at the moment, or not who calls");

    /** The challenge that goes with the answer in {@code WWW-Authenticate}; empty if none does. */
    public String challenge() {
        return status == 401 ? "OAuth2 realm=\"WSO2 API Manager\"" : "";
    }
}
