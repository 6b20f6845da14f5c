package org.gatehouse.domain.catalog.wsdl;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.xml.SafeXml;

/**
 * A WSDL as somebody wrote it, and what it says. Nothing that it imports is read.
 *
 * @param version which of the two it is
 * @param name its own; that of its first service if it has none; empty if that has none either
 * @param description what is written about it, in plain text; empty if nothing is
 * @param ports where its services are called, in the order of the document
 * @param elsewhere what it says that it needs of other documents: their addresses, as written
 * @param charset in which its bytes are
 * @param bytes not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its digest where it is compared at all
public record Wsdl(
        Version version,
        String name,
        String description,
        List<WsdlPort> ports,
        List<String> elsewhere,
        Charset charset,
        byte[] bytes) {
    /** How long one may be. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    /** As servers call one. */
    public static final String MEDIA_TYPE = "application/wsdl+xml";

    private static final Pattern DECLARED = Pattern.compile("^(<\\?xml[^>]*?\\sencoding=)(\"[^\"]*\"|'[^']*')");

    /** Copies its lists. */
    public Wsdl {
        ports = List.copyOf(ports);
        elsewhere = List.copyOf(elsewhere);
    }

    /** The two that there are. */
    public enum Version {
        /** 1.1. */
        ONE("WSDL 1.1"),
        /** 2.0. */
        TWO("WSDL 2.0");

        private final String title;

        Version(String title) {
            this.title = title;
        }

        /** As people call it. */
        public String title() {
            return title;
        }
    }

    /**
     * What these bytes say.
     *
     * @throws MalformedWsdl if they are no WSDL, with line and reason, or more than {@value #MAX_BYTES}
     */
    public static Wsdl of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedWsdl(0, bytes.length + " bytes (expected: at most " + MAX_BYTES + ")");
        }
        return WsdlReader.read(bytes);
    }

    /**
     * What this text says. It is stored in UTF-8, and says so.
     *
     * @throws MalformedWsdl as for bytes
     */
    public static Wsdl of(String text) {
        String stripped = (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
        String declared = DECLARED.matcher(stripped).replaceFirst("$1\"UTF-8\"");
        return of(declared.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the first element of these bytes is that of a WSDL; no more of them is looked at. */
    public static boolean begins(byte[] bytes) {
        try {
            XMLStreamReader events = SafeXml.events(bytes);
            while (events.next() != XMLStreamConstants.START_ELEMENT) {
                // What comes before it: comments, and what is for other programs.
            }
            return WsdlReader.versionOf(events.getName()).isPresent();
        } catch (XMLStreamException | Invalid none) {
            return false;
        }
    }

    /** The port that an API of this WSDL would call: of those that can be called the first that speaks SOAP, or else the first. */
    public Optional<WsdlPort> suggested() {
        return ports.stream()
                .filter(port -> port.isCallable() && port.protocol().isSoap())
                .findFirst()
                .or(() -> ports.stream().filter(WsdlPort::isCallable).findFirst());
    }

    /** As characters. */
    public String text() {
        return new String(bytes, charset);
    }

    /**
     * The same for those who call its services elsewhere: each address of a port is one of these, of the same scheme if there is
     * one, or else the first. All else stays, but for how it is written; it is in UTF-8.
     *
     * @param addresses of none it is as it was
     */
    public Wsdl at(List<String> addresses) {
        return addresses.isEmpty() ? this : of(new WsdlCopy(addresses).of(bytes));
    }

    /** What tells its bytes from all others: SHA-256, in hexadecimal digits. */
    public String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
