package org.gatehouse.gateway.handlers.analytics;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatehouse.domain.Invalid;

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
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        String enabled = "false";
        String id = "";
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("Enabled")) {
                    enabled = reader.getElementText().strip();
                } else if (event == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("TrackingID")) {
                    id = reader.getElementText().strip();
                } else if (event == XMLStreamConstants.DTD) {
                    throw new Invalid(
                            "line " + reader.getLocation().getLineNumber() + ": a document type (expected: none)");
                }
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            throw new Invalid("line " + line + ": not well-formed", e);
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
