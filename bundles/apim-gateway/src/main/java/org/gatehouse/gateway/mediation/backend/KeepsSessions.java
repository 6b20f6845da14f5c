package org.gatehouse.gateway.mediation.backend;

/** An environment that knows the sessions of all groups of endpoints. */
public interface KeepsSessions {
    /** Those of all groups. */
    Sessions sessions();
}
