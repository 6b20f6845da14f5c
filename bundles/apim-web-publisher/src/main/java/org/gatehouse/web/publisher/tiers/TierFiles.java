package org.gatehouse.web.publisher.tiers;

import java.util.List;
import org.gatehouse.domain.tier.TierEditor;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.gatehouse.web.publisher.ApiSentences;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts say who may use a tier. */
@Component(property = "apim.door=publisher")
public final class TierFiles implements JagSection {
    private final TierVerbs tiers;

    /** Over the publisher's verbs. */
    @Activate
    public TierFiles(@Reference TierEditor editor) {
        this.tiers = new TierVerbs(editor);
    }

    @Override
    public List<JagFile> files() {
        return List.of(JagFile.at("tiers/ajax/tiers.jag", "timeout")
                .in(ApiSentences::of)
                .post("updatePermissions", ErrorText.FULL, tiers::updatePermissions));
    }
}
