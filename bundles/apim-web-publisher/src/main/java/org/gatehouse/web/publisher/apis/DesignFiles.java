package org.gatehouse.web.publisher.apis;

import java.util.List;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.gatehouse.web.publisher.ApiSentences;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts make an API in three steps. */
@Component(property = "apim.door=publisher")
public final class DesignFiles implements JagSection {
    private final DesignVerbs verbs;

    /** Over the publisher's verbs. */
    @Activate
    public DesignFiles(
            @Reference ApiEditing editing,
            @Reference ApiListing listing,
            @Reference ApiDefinitions definitions,
            @Reference ApiWsdls wsdls) {
        this.verbs = new DesignVerbs(editing, listing, definitions, wsdls);
    }

    @Override
    public List<JagFile> files() {
        return List.of(JagFile.at("item-design/ajax/add.jag", "timeout")
                .in(ApiSentences::of)
                .asPlainText()
                .post("design", verbs::design)
                .post("implement", verbs::implement)
                .post("manage", verbs::manage)
                .any("validateScope", verbs::scopeTaken));
    }
}
