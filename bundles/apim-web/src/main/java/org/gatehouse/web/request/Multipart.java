package org.gatehouse.web.request;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import org.apache.commons.fileupload2.core.AbstractRequestContext;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.gatehouse.domain.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} (RFC 7578) that is in memory already. The container's own reader keeps to limits of
 * its own on text parts, too low for an API definition.
 */
final class Multipart {
    /** RFC 2046 §5.1.1. */
    private static final int LONGEST_BOUNDARY = 70;

    private static final int LONGEST_HEAD = 8 * 1024;

    private final byte[] body;
    private final String contentType;
    private final JakartaServletFileUpload<?, ?> reader = new JakartaServletFileUpload<>();

    Multipart(byte[] body, String contentType) {
        this.body = body;
        this.contentType = contentType;
        reader.setHeaderCharset(StandardCharsets.UTF_8);
        reader.setMaxPartHeaderSize(LONGEST_HEAD);
    }

    void read(Fields fields) {
        byte[] boundary = boundary();
        try {
            FileItemInputIterator parts = reader.getItemIterator(new InMemory(body, contentType));
            while (parts.hasNext()) {
                part(parts.next(), fields);
            }
            if (!isClosed(boundary)) {
                throw cutOff(null);
            }
        } catch (FileUploadSizeException tooLong) {
            throw new Invalid(
                    "A part of the multipart body has a head of more than " + LONGEST_HEAD + " bytes", tooLong);
        } catch (InvalidPathException notAName) {
            throw new Invalid("A part of the multipart body has a file name that is none", notAName);
        } catch (IOException broken) {
            throw cutOff(broken);
        }
    }

    private byte[] boundary() {
        byte[] boundary = reader.getBoundary(contentType);
        if (boundary == null || boundary.length == 0) {
            throw new Invalid("The multipart body names no boundary");
        }
        if (boundary.length > LONGEST_BOUNDARY) {
            throw new Invalid("The multipart body has a boundary of more than " + LONGEST_BOUNDARY + " characters");
        }
        return boundary;
    }

    /** A body is whole only if it says so; the reader takes one that ends before a part for whole. */
    private boolean isClosed(byte[] boundary) {
        String end = "--" + new String(boundary, StandardCharsets.ISO_8859_1) + "--";
        return new String(body, StandardCharsets.ISO_8859_1).contains(end);
    }

    private static void part(FileItemInput part, Fields fields) throws IOException {
        byte[] content;
        try (InputStream in = part.getInputStream()) {
            content = in.readAllBytes();
        }
        String name = part.getFieldName();
        if (part.isFormField()) {
            fields.text(name, new String(content, StandardCharsets.UTF_8));
        } else {
            String type = part.getContentType();
            fields.upload(name, new Upload(part.getName(), type == null ? "application/octet-stream" : type, content));
        }
    }

    private static Invalid cutOff(@Nullable IOException broken) {
        return broken == null
                ? new Invalid("The multipart body is cut off")
                : new Invalid("The multipart body is cut off", broken);
    }

    /** The request as the reader asks for it. */
    private static final class InMemory extends AbstractRequestContext<byte[]> {
        private final String contentType;

        InMemory(byte[] body, String contentType) {
            super(header -> null, () -> body.length, body);
            this.contentType = contentType;
        }

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(getRequest());
        }
    }
}
