package org.gatehouse.web.request;

/** A file that came with a form. */
public final class Upload {
    private final String fileName;
    private final String mediaType;
    private final byte[] content;

    Upload(String fileName, String mediaType, byte[] content) {
        this.fileName = fileName;
        this.mediaType = mediaType;
        this.content = content;
    }

    /** Its name as the client gave it: never a path to be trusted. */
    public String fileName() {
        return fileName;
    }

    /** Its media type as the client gave it; {@code application/octet-stream} if it gave none. */
    public String mediaType() {
        return mediaType;
    }

    /** Its length in bytes. */
    public int size() {
        return content.length;
    }

    /** A copy of its bytes. */
    public byte[] content() {
        return content.clone();
    }
}
