package org.gatehouse.web.store.applications;

import java.util.List;
import java.util.Map;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationSummary;
import org.gatehouse.store.ApplicationDraft;
import org.gatehouse.store.MyApplications;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.Json;
import org.jspecify.annotations.Nullable;

/** A subscriber's applications. */
final class ApplicationVerbs {
    private final MyApplications applications;

    ApplicationVerbs(MyApplications applications) {
        this.applications = applications;
    }

    JagAnswer add(JagCall call) {
        Caller caller = call.caller();
        Application added = applications.add(
                caller,
                call.required("application"),
                call.text("tier").trim(),
                call.text("callbackUrl").trim(),
                call.text("description"));
        return JagAnswer.ok("status", added.status());
    }

    JagAnswer all(JagCall call) {
        Caller caller = call.caller();
        List<Map<String, @Nullable Object>> rows = applications.summaries(caller).stream()
                .map(ApplicationVerbs::row)
                .toList();
        return JagAnswer.ok("applications", rows);
    }

    private static Map<String, @Nullable Object> row(ApplicationSummary summary) {
        Application application = summary.application();
        return Json.object(
                "name", application.name(),
                "tier", application.tier(),
                "id", application.id(),
                "callbackUrl", application.callbackUrl(),
                "status", application.status(),
                "description", application.description(),
                "apiCount", summary.apis(),
                "groupId", "");
    }

    JagAnswer one(JagCall call) {
        Caller caller = call.caller();
        String name = call.text("applicationName").trim();
        Object found = applications
                .named(caller, name)
                .map(application -> Json.object(
                        "name", application.name(),
                        "tier", application.tier(),
                        "id", application.id(),
                        "callbackUrl", application.callbackUrl(),
                        "status", application.status(),
                        "description", application.description(),
                        "revision", application.revision()))
                .orElse(null);
        return JagAnswer.ok("application", found);
    }

    JagAnswer update(JagCall call) {
        Caller caller = call.caller();
        applications.update(
                caller,
                call.required("applicationOld"),
                call.revision(),
                new ApplicationDraft(
                        call.required("applicationNew"),
                        call.required("tier"),
                        call.text("callbackUrlNew").trim(),
                        call.text("descriptionNew")));
        return JagAnswer.ok();
    }

    JagAnswer remove(JagCall call) {
        Caller caller = call.caller();
        applications.remove(caller, call.required("application"));
        return JagAnswer.ok();
    }
}
