package org.gatehouse.web.publisher.lifecycle;

import java.util.List;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.gatehouse.web.publisher.ApiSentences;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts move an API along in its life. */
@Component(property = "apim.door=publisher")
public final class LifecycleFiles implements JagSection {
    private final LifecycleVerbs lifecycle;

    /** Over the publisher's verbs. */
    @Activate
    public LifecycleFiles(@Reference ApiLifecycle room) {
        this.lifecycle = new LifecycleVerbs(room);
    }

    @Override
    public List<JagFile> files() {
        return List.of(JagFile.at("life-cycles/ajax/life-cycles.jag", "AuthenticateError")
                .in(ApiSentences::of)
                .asPlainText()
                .post("updateStatus", ErrorText.FULL, lifecycle::setStatus)
                .any("isAPIOlderVersionExist", ErrorText.FULL, lifecycle::hasOlderVersion));
    }
}
