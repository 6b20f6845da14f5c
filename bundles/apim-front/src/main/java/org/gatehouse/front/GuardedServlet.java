package org.gatehouse.front;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet with the front before it. It runs in the class loader of its own bundle. */
final class GuardedServlet implements Servlet {
    private final Front front;
    private final Servlet inside;

    GuardedServlet(Front front, Servlet inside) {
        this.front = front;
        this.inside = inside;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        inside.init(config);
    }

    @Override
    public ServletConfig getServletConfig() {
        return inside.getServletConfig();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(inside.getClass().getClassLoader());
        try {
            front.answer((HttpServletRequest) request, (HttpServletResponse) response, inside::service);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public String getServletInfo() {
        return inside.getServletInfo();
    }

    @Override
    public void destroy() {
        inside.destroy();
    }
}
