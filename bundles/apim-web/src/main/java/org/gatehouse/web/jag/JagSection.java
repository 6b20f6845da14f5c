package org.gatehouse.web.jag;

import java.util.List;

/**
 * The {@code .jag} files and actions of one noun: an OSGi service, which says by its property {@code apim.door} at which door.
 * Two sections may have actions in the same file.
 */
@FunctionalInterface
public interface JagSection {
    /** The files with their actions. */
    List<JagFile> files();
}
