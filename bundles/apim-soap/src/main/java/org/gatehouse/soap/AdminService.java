package org.gatehouse.soap;

import java.util.Map;
import org.gatehouse.domain.identity.Caller;

/** A service of this room: what it is called, who may call it, and what it does. */
interface AdminService {
    /** The last segment of its address. */
    String name();

    /** The namespace in which its answers are. */
    String namespace();

    /** Whether everybody may call it, without saying who calls. */
    default boolean isForEverybody() {
        return false;
    }

    /** Whether the caller may call it; not asked for one {@linkplain #isForEverybody for everybody}. */
    boolean admits(Caller caller);

    /** Whether tenants may call it for themselves; what it does must then stay within the caller's tenant. */
    default boolean isForEveryTenant() {
        return false;
    }

    /** What it does, by the local name of the request's element. */
    Map<String, Operation> operations();

    /** One verb of a service. */
    @FunctionalInterface
    interface Operation {
        /**
         * Does it.
         *
         * @throws SoapFault if it cannot be done
         */
        Reply run(Call call);
    }
}
