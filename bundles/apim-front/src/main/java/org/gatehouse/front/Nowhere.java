package org.gatehouse.front;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;

/** What nothing else answers is answered here, so that it, too, has passed the front. */
@Component(service = BehindFront.class, property = "osgi.http.whiteboard.servlet.pattern=/")
public final class Nowhere extends HttpServlet implements BehindFront {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
