package org.gatehouse.web.store.catalogue;

import java.util.List;
import org.gatehouse.store.Catalogue;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts list what there is to subscribe to. */
@Component(property = "apim.door=store")
public final class CatalogueFiles implements JagSection {
    private static final String PLEASE_LOGIN = "Please login with a valid username/password";

    private final ListingVerbs listing;

    /** Over the store's verbs. */
    @Activate
    public CatalogueFiles(@Reference Catalogue catalogue) {
        this.listing = new ListingVerbs(catalogue);
    }

    @Override
    public List<JagFile> files() {
        return List.of(
                JagFile.at("api/listing/ajax/list.jag", PLEASE_LOGIN)
                        .any("getAllPublishedAPIs", ErrorText.GENERIC, listing::all)
                        .any("getAllPaginatedPublishedAPIs", ErrorText.GENERIC, listing::page),
                JagFile.at("search/api-search/ajax/search.jag", PLEASE_LOGIN)
                        .in(SearchSentences::of)
                        .any("searchAPIs", ErrorText.PLAIN, listing::search));
    }
}
