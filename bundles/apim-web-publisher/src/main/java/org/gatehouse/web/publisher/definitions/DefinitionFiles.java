package org.gatehouse.web.publisher.definitions;

import java.util.List;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.gatehouse.web.publisher.ApiSentences;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts fetch the definition of an API, and bring one from which an API is to be designed. */
@Component(property = "apim.door=publisher")
public final class DefinitionFiles implements JagSection {
    private static final String TIMEOUT = "timeout";

    private final DefinitionVerbs verbs;

    /** Over the publisher's verbs. */
    @Activate
    public DefinitionFiles(@Reference ApiDefinitions definitions, @Reference ApiWsdls wsdls) {
        verbs = new DefinitionVerbs(definitions, wsdls);
    }

    @Override
    public List<JagFile> files() {
        return List.of(
                JagFile.at("item-design/ajax/add.jag", TIMEOUT)
                        .in(ApiSentences::of)
                        .asPlainText()
                        .any("swagger", verbs::one)
                        .any("swaggerForCallers", verbs::forCallers)
                        .post("check", verbs::check)
                        .post("compare", verbs::compare)
                        .post("start", verbs::start),
                JagFile.at("item-design/ajax/import.jag", TIMEOUT)
                        .any("session", verbs::started)
                        .otherwise(verbs::fetched));
    }
}
