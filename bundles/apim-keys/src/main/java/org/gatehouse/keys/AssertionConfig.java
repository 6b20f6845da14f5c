package org.gatehouse.keys;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(name = "API Manager: assertions for back ends")
@interface AssertionConfig {
    @AttributeDefinition(description = "Whether back ends are told by a signed token who calls.")
    boolean enabled() default false;

    @AttributeDefinition(description = "What the names of the claims begin with.")
    String dialect() default "http://wso2.org/claims";

    @AttributeDefinition(description = "Who knows more about users; empty for nobody.")
    String claims_retriever() default "";

    @AttributeDefinition(description = "SHA256withRSA, or NONE for no signature.")
    String algorithm() default "SHA256withRSA";

    @AttributeDefinition(description = "How long an assertion holds, in minutes.", min = "1")
    int ttl_minutes() default 15;

    @AttributeDefinition(description = "Whether an assertion about an application itself leaves its owner out.")
    boolean without_application_user() default false;
}
