package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.config.Entry;
import org.apache.synapse.config.xml.EntryFactory;

/** Builds local entries; what one has a {@code src} for is read when it is deployed, by us. */
final class Entries {
    private Entries() {}

    static Entry build(OMElement element, Documents.Reading documents, Properties properties) {
        String src = Xml.attribute(element, "src");
        if (src == null) {
            Entry entry = EntryFactory.createEntry(element, properties);
            if (entry == null) {
                throw Refused.at(element.getLineNumber(), "localEntry: nothing in it");
            }
            return entry;
        }
        Entry entry = new Entry(Xml.required(element, "key"));
        try {
            fill(
                    entry,
                    src.startsWith("file:") ? documents.file(path(src)) : documents.fetch(URI.create(src)),
                    documents);
        } catch (IOException | IllegalArgumentException unusable) {
            throw Refused.at(element.getLineNumber(), "localEntry: src: " + src + ": " + unusable.getMessage());
        }
        return entry;
    }

    /** Of {@code file:a/b}, {@code file:/a/b} or {@code file:///a/b}; the first is relative to the installation. */
    static String path(String uri) {
        String path = uri.substring("file:".length());
        return path.startsWith("/") ? URI.create(uri).getPath() : path;
    }

    /** With XML if it is XML, and with a text if not. */
    private static void fill(Entry entry, byte[] document, Documents.Reading documents) {
        OMElement root;
        try {
            root = Xml.read(document);
        } catch (Refused noXml) {
            String text = new String(document, StandardCharsets.UTF_8);
            if (text.contains("<!DOCTYPE")) {
                throw new IllegalArgumentException("a document type (expected: none)", noXml);
            }
            entry.setType(Entry.INLINE_TEXT);
            entry.setValue(text);
            return;
        }
        References.resolve(root, documents);
        entry.setType(Entry.INLINE_XML);
        entry.setValue(root);
    }
}
