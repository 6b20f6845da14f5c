package org.gatehouse.keys;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(name = "API Manager: authorization in the browser")
@interface AuthorizationConfig {
    @AttributeDefinition(description = "How long an authorization code can be exchanged, in seconds.", min = "1")
    long code_seconds() default 300;

    @AttributeDefinition(description = "Whether users are not asked what they let clients do.")
    boolean without_consent() default false;
}
