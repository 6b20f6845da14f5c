package org.gatehouse.web.publisher.subscribers;

import java.util.List;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.gatehouse.web.publisher.ApiSentences;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts block and unblock subscriptions. */
@Component(property = "apim.door=publisher")
public final class SubscriberFiles implements JagSection {
    private final SubscriberVerbs subscribers;

    /** Over the publisher's verbs. */
    @Activate
    public SubscriberFiles(@Reference Subscribers room) {
        this.subscribers = new SubscriberVerbs(room);
    }

    @Override
    public List<JagFile> files() {
        return List.of(JagFile.at("users-keys/ajax/subscriptions.jag", "AuthenticateError")
                .in(ApiSentences::of)
                .post("updateSubscription", ErrorText.FULL, subscribers::setSubscription));
    }
}
