package org.gatehouse.gateway.handlers.security;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The header that carries the signed assertion on the caller to the back end, and to nobody else. */
@Component(service = AssertionHeader.class, configurationPid = "apim.gateway.assertion")
@Designate(ocd = AssertionHeader.Config.class)
public final class AssertionHeader {
    /** The name back ends know the assertion by besides. */
    public static final String SHORT_NAME = "assertion";

    /** How it is called. */
    @ObjectClassDefinition(name = "API Manager: gateway: assertions")
    public @interface Config {
        /** Name. */
        @AttributeDefinition(description = "Header that carries the signed assertion on the user to the back end.")
        String header() default "X-JWT-Assertion";
    }

    private final String name;

    /** As configured. */
    @Activate
    public AssertionHeader(Config config) {
        this(config.header());
    }

    /** Of this name. */
    public AssertionHeader(String name) {
        this.name = name;
    }

    /** Its name. */
    public String name() {
        return name;
    }
}
