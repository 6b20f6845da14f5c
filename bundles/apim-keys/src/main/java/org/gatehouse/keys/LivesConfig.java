package org.gatehouse.keys;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(name = "API Manager: how long tokens last", pid = "apim.keys.lives")
@interface LivesConfig {
    @AttributeDefinition(description = "How long a user's token lasts, in seconds; negative for ever.")
    long validity_user_seconds() default 3600;

    @AttributeDefinition(description = "How long an application's token lasts, in seconds; negative for ever.")
    long validity_application_seconds() default 3600;

    @AttributeDefinition(description = "How long a refresh token can be used, in seconds.", min = "1")
    long validity_refresh_seconds() default 86400;

    @AttributeDefinition(description = "How far the clocks of two servers may be apart, in seconds.", min = "0")
    long skew_seconds() default 300;
}
