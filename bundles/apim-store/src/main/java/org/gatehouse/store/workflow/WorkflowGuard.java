package org.gatehouse.store.workflow;

import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.registry.RegistryGuard;
import org.gatehouse.domain.registry.WorkflowExtensions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Keeps a file of workflows that cannot be read out of the registry; any other holds from the next subscription on. */
@Component(service = RegistryGuard.class, property = RegistryGuard.PATH + "=" + WorkflowExtensions.PATH)
public final class WorkflowGuard implements RegistryGuard {
    /** It needs nothing. */
    @Activate
    public WorkflowGuard() {}

    @Override
    public void check(String tenant, RegistryFile file) {
        WorkflowExtensions.check(file.text());
    }

    @Override
    public void stored(String tenant, String path) {
        // It is read anew each time.
    }
}
