package org.gatehouse.jaxrs;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A servlet's configuration by which CXF has no page, at every address that ends with {@code /services}, of what it has. */
record Unlisted(ServletConfig given) implements ServletConfig {
    private static final String HIDDEN = "hide-service-list-page";

    @Override
    public String getServletName() {
        return given.getServletName();
    }

    @Override
    public ServletContext getServletContext() {
        return given.getServletContext();
    }

    @Override
    public @Nullable String getInitParameter(String name) {
        return name.equals(HIDDEN) ? "true" : given.getInitParameter(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(List.of(HIDDEN));
    }
}
