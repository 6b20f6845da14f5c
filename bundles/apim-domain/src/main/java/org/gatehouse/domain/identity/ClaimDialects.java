package org.gatehouse.domain.identity;

import java.util.Map;

/**
 * The languages in which statements about users are made: in each, an attribute of a user has a claim's name of its own,
 * such as {@code http://wso2.org/claims/emailaddress} or {@code email} for {@code mail}.
 */
public interface ClaimDialects {
    /** The language of this product. */
    String LOCAL = "http://wso2.org/claims";
    /** The language of OpenID Connect (Core 1.0 §5.1). */
    String OPENID = "http://wso2.org/oidc/claim";

    /** Of a dialect, the attribute behind each claim; empty for a dialect that is not configured. */
    Map<String, String> attributes(String dialect);

    /** The attributes behind all claims, in whichever dialect. */
    Map<String, String> attributes();
}
