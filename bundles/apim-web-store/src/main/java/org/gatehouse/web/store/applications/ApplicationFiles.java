package org.gatehouse.web.store.applications;

import java.util.List;
import org.gatehouse.store.MyApplications;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts add, change, remove and list applications. */
@Component(property = "apim.door=store")
public final class ApplicationFiles implements JagSection {
    private static final String PLEASE_LOGIN = "Please login with a valid username/password";

    private final ApplicationVerbs applications;

    /** Over the store's verbs. */
    @Activate
    public ApplicationFiles(@Reference MyApplications applications) {
        this.applications = new ApplicationVerbs(applications);
    }

    @Override
    public List<JagFile> files() {
        return List.of(
                JagFile.at(
                                "application/application-add/ajax/application-add.jag",
                                "You need to login before adding an application")
                        .in(ApplicationSentences::of)
                        .post("addApplication", applications::add),
                JagFile.at("application/application-list/ajax/application-list.jag", PLEASE_LOGIN)
                        .any("getApplications", ErrorText.GENERIC, applications::all)
                        .any("getApplicationByName", ErrorText.GENERIC, applications::one),
                JagFile.at("application/application-update/ajax/application-update.jag", PLEASE_LOGIN)
                        .in(ApplicationSentences::of)
                        .post("updateApplication", applications::update),
                JagFile.at("application/application-remove/ajax/application-remove.jag", PLEASE_LOGIN)
                        .post("removeApplication", ErrorText.GENERIC, applications::remove));
    }
}
