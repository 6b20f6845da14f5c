package org.gatehouse.web.store.keys;

import java.util.List;
import org.gatehouse.store.ApplicationKeys;
import org.gatehouse.store.MyApplications;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts make and renew keys. */
@Component(property = "apim.door=store")
public final class KeyFiles implements JagSection {
    private static final String PLEASE_LOGIN = "Please login with a valid username/password";

    private final KeyVerbs keys;

    /** Over the store's verbs. */
    @Activate
    public KeyFiles(@Reference MyApplications applications, @Reference ApplicationKeys keys) {
        this.keys = new KeyVerbs(applications, keys);
    }

    @Override
    public List<JagFile> files() {
        return List.of(
                // The file is that of subscriptions: scripts know no other.
                JagFile.at("subscription/subscription-add/ajax/subscription-add.jag", PLEASE_LOGIN)
                        .post("generateApplicationKey", ErrorText.GENERIC, keys::generate)
                        .post("refreshToken", ErrorText.FULL, keys::renew)
                        .post("updateAccessAllowDomains", ErrorText.GENERIC, keys::allowDomains));
    }
}
