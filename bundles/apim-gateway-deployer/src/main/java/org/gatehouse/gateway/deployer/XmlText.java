package org.gatehouse.gateway.deployer;

import org.jspecify.annotations.Nullable;
import org.owasp.encoder.Encode;

/** What templates call {@code $util}. Public for Velocity. */
public final class XmlText {
    /** The value's text with the five characters that XML reserves escaped, and blanks for those that it forbids. */
    public String escapeXml(@Nullable Object value) {
        return value == null ? "" : Encode.forXml(value.toString());
    }
}
