package org.gatehouse.front;

import jakarta.servlet.Servlet;

/**
 * A servlet that nobody reaches but through the front. It is registered as this and not as a servlet: the server gets to
 * know it from the front, under its own {@code osgi.http.whiteboard} properties, and with the front before it.
 */
public interface BehindFront extends Servlet {}
