package org.gatehouse.domain.keys;

import java.util.List;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiResource;

/**
 * A key manager as a gateway sees it. There may be several services of this type; the property {@value #VIA} tells how
 * each reaches the key manager.
 */
public interface KeyValidator {
    /** Service property: {@link #ORIGIN}, {@link #THRIFT} or {@link #SOAP}. */
    String VIA = "apim.via";
    /** The key manager itself, in this process. Only servers of the key manager use it. */
    String ORIGIN = "origin";
    /** Over Thrift. */
    String THRIFT = "thrift";
    /** Over SOAP. */
    String SOAP = "soap";

    /**
     * Whether the token may make the call.
     *
     * @throws Unavailable if the key manager cannot be reached
     */
    Verdict verdict(KeyRequest request);

    /**
     * What can be called of an API: every pattern and verb with its auth type and tier.
     *
     * @param context the API's context, version included
     * @return the resources in the API's order; empty for an unknown API
     * @throws Unavailable if the key manager cannot be reached
     */
    List<ApiResource> resources(String context, String version);
}
