package org.gatehouse.domain.identity;

import java.security.cert.X509Certificate;

/**
 * An identity provider whose statements about users are believed.
 *
 * @param name what operators call it
 * @param issuer how it names itself in what it issues
 * @param alias how it names this server, as the audience of what it issues; empty for the address of the token endpoint
 * @param certificate what its signatures are checked with
 */
public record TrustedIssuer(String name, String issuer, String alias, X509Certificate certificate) {}
