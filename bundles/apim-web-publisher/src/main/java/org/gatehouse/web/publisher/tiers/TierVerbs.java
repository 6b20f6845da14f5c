package org.gatehouse.web.publisher.tiers;

import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.tier.TierEditor;
import org.gatehouse.domain.tier.TierPermission;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.publisher.Texts;

/** Who may use which tier. */
final class TierVerbs {
    private final TierEditor editor;

    TierVerbs(TierEditor editor) {
        this.editor = editor;
    }

    JagAnswer updatePermissions(JagCall call) {
        Caller caller = call.caller();
        String type = call.required("permissiontype").trim();
        if (!type.equalsIgnoreCase("allow") && !type.equalsIgnoreCase("deny")) {
            throw new Invalid("permissiontype: " + type + " (expected: allow or deny)");
        }
        Set<String> roles = new TreeSet<>(Texts.list(call.required("roles")));
        editor.permit(
                caller, new TierPermission(call.required("tierName").trim(), type.equalsIgnoreCase("allow"), roles));
        return JagAnswer.ok();
    }
}
