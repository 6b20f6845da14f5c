package org.gatehouse.domain.catalog.wsdl;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;
import org.gatehouse.domain.xml.SafeXml;

/** A WSDL whose services are elsewhere. */
record WsdlCopy(List<String> addresses) {
    private static final Set<QName> PLACES = Set.of(
            new QName("http://schemas.xmlsoap.org/wsdl/soap/", "address"),
            new QName("http://schemas.xmlsoap.org/wsdl/soap12/", "address"),
            new QName("http://schemas.xmlsoap.org/wsdl/http/", "address"),
            new QName(WsdlReader.TWO, "endpoint"));

    /** Event by event, so that no more of it is held than its bytes, once as it was and once as it is. */
    byte[] of(byte[] wsdl) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream(wsdl.length + 1024);
        try {
            XMLEventReader events = SafeXml.copying(wsdl);
            XMLEventWriter writer = XMLOutputFactory.newDefaultFactory().createXMLEventWriter(copy, "UTF-8");
            XMLEventFactory make = XMLEventFactory.newDefaultFactory();
            while (events.hasNext()) {
                XMLEvent event = events.nextEvent();
                if (event.isStartDocument()) {
                    writer.add(make.createStartDocument("UTF-8", "1.0"));
                } else if (event.isStartElement()
                        && PLACES.contains(event.asStartElement().getName())) {
                    writer.add(elsewhere(event.asStartElement(), make));
                } else {
                    writer.add(event);
                }
            }
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a WSDL that was read cannot be copied", e);
        }
        return copy.toByteArray();
    }

    private StartElement elsewhere(StartElement place, XMLEventFactory make) {
        List<Attribute> attributes = new ArrayList<>();
        for (Iterator<Attribute> each = place.getAttributes(); each.hasNext(); ) {
            Attribute attribute = each.next();
            String name = attribute.getName().toString();
            boolean isAddress = name.equals("location") || name.equals("address");
            attributes.add(isAddress ? make.createAttribute(name, instead(attribute.getValue())) : attribute);
        }
        return make.createStartElement(place.getName(), attributes.iterator(), place.getNamespaces());
    }

    private String instead(String address) {
        String scheme = address.strip().replaceFirst(":.*", "") + "://";
        return addresses.stream()
                .filter(each -> each.startsWith(scheme))
                .findFirst()
                .orElse(addresses.get(0));
    }
}
