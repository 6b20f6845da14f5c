package org.gatehouse.front;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What nothing else answers is answered here, so that it, too, has passed the front. A door that is installed and not there, as
 * what it needs is away or it is being swapped, is not the same as none.
 */
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=*)"
        })
public final class Nowhere extends HttpServlet implements BehindFront {
    private final transient KnownDoors doors;

    /** Beside these. */
    @Activate
    public Nowhere(@Reference KnownDoors doors) {
        this.doors = doors;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isAway = doors.has(request.getContextPath() + Entrance.path(request));
        response.sendError(isAway ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_NOT_FOUND);
    }
}
