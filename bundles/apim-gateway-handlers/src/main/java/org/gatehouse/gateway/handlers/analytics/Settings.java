package org.gatehouse.gateway.handlers.analytics;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.xml.SafeXml;

/**
 * What {@code ga-config.xml} says: a {@code GoogleAnalyticsTracking} with {@code Enabled} and {@code TrackingID}.
 *
 * @param enabled whether calls are told of
 * @param trackingId the property to which they are counted
 */
record Settings(boolean enabled, String trackingId) {
    static final Settings OFF = new Settings(false, "");

    /**
     * Reads the file.
     *
     * @throws Invalid with line and reason if it cannot be used
     */
    static Settings read(String xml) {
        String enabled = "false";
        String id = "";
        try {
            XMLStreamReader reader = SafeXml.events(xml);
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("Enabled")) {
                    enabled = reader.getElementText().strip();
                } else if (event == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("TrackingID")) {
                    id = reader.getElementText().strip();
                }
            }
        } catch (XMLStreamException e) {
            throw new Invalid(SafeXml.told(e), e);
        }
        if (!enabled.matches("true|false")) {
            throw new Invalid("GoogleAnalyticsTracking/Enabled: " + enabled + " (expected: true or false)");
        }
        if (enabled.equals("true") && !id.matches("[A-Za-z0-9-]{4,40}")) {
            throw new Invalid("GoogleAnalyticsTracking/TrackingID: " + id + " (expected: such as UA-12345-1)");
        }
        return new Settings(enabled.equals("true"), id);
    }
}
