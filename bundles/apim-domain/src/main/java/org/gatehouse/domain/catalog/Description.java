package org.gatehouse.domain.catalog;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What people read about an API. Texts are empty, never null, where nothing was said.
 *
 * @param text prose
 * @param tags words to find it by, in the order given
 * @param thumbnail where its picture is in the registry, as {@link Thumbnails} has it
 * @param wsdl address of a WSDL
 * @param wadl address of a WADL
 * @param business who answers for the business
 * @param technical who answers for the technology
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true, enableGetters = false, addStaticBuilder = false)
public record Description(
        String text, List<String> tags, String thumbnail, String wsdl, String wadl, Contact business, Contact technical)
        implements DescriptionBuilder.With {
    /** Nothing said. */
    public static final Description NONE = new Description("", List.of(), "", "", "", Contact.NONE, Contact.NONE);

    /** Copies its list. */
    public Description {
        tags = List.copyOf(tags);
    }
}
