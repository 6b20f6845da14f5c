package org.gatehouse.soap;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.context.ServletContextHelper;

/** Where the services live, with sessions of their own. Serves no files: every path is answered by the servlet. */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {
            "osgi.http.whiteboard.context.name=apim-services",
            "osgi.http.whiteboard.context.path=/services",
        })
public final class ServicesContext extends ServletContextHelper {}
