package org.gatehouse.gateway.handlers.security;

import java.util.regex.Pattern;
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

    /** What it is called where nothing else is said. */
    public static final String USUAL_NAME = "X-JWT-Assertion";

    private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9]");

    /** How it is called. */
    @ObjectClassDefinition(name = "API Manager: gateway: assertions")
    public @interface Config {
        /** Name. */
        @AttributeDefinition(description = "Header that carries the signed assertion on the user to the back end.")
        String header() default USUAL_NAME;
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

    /** Whether back ends may take one name for the other: many see no difference between a hyphen and an underscore. */
    public static boolean isSpelling(String one, String other) {
        return normal(one).equalsIgnoreCase(normal(other));
    }

    private static String normal(String name) {
        return ODD.matcher(name).replaceAll("-");
    }

    /** Its name. */
    public String name() {
        return name;
    }
}
