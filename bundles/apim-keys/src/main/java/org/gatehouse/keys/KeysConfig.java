package org.gatehouse.keys;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(name = "API Manager: keys", pid = "apim.keys")
@interface KeysConfig {
    @AttributeDefinition(description = "The scope that marks a token as an application's own.")
    String application_token_scope() default "am_application_scope";

    @AttributeDefinition(description = "Regular expressions of scopes that are granted without a look at roles.")
    String[] scope_whitelist() default {};
}
