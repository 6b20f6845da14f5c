package org.gatehouse.domain.identity;

import java.util.Optional;

/** The identity providers whose statements about users are believed. */
public interface TrustedIssuers {
    /** The one that names itself so, if there is one. */
    Optional<TrustedIssuer> find(String issuer);
}
