package org.gatehouse.web.page;

import java.util.List;

/**
 * The pages of one noun: an OSGi service, which says by its property {@code apim.door} at which door. Its templates lie in a
 * folder of their own below {@code templates/} of the door's bundle.
 */
public interface PageSection {
    /** Says which paths it answers. */
    void open(Routes routes);

    /** What it offers in the door's menu; nothing unless told. */
    default List<MenuEntry> menu() {
        return List.of();
    }
}
