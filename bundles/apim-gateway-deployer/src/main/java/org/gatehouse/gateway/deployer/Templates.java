package org.gatehouse.gateway.deployer;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.gatehouse.domain.Invalid;

/**
 * The Velocity templates of a folder. Each is read when it is used, so that an edit applies to the next publish; a
 * broken one is refused with line and reason.
 */
final class Templates {
    private final Path folder;
    private final RuntimeInstance velocity = new RuntimeInstance();

    Templates(Path folder) {
        this.folder = folder;
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Velocity looks for its own parts by name.
        thread.setContextClassLoader(VelocityEngine.class.getClassLoader());
        try {
            velocity.setProperty(
                    "introspector.uberspect.class", "org.apache.velocity.util.introspection.SecureUberspector");
            velocity.setProperty("resource.loaders", "string");
            velocity.setProperty(
                    "resource.loader.string.class", "org.apache.velocity.runtime.resource.loader.StringResourceLoader");
            velocity.setProperty("velocimacro.library.path", "");
            velocity.setProperty("velocimacro.inline.local_scope", true);
            velocity.setProperty("velocimacro.inline.replace_global", true);
            velocity.init();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * The template filled in.
     *
     * @throws Invalid if the file cannot be read, parsed or filled in
     */
    String render(String file, Map<String, Object> values) {
        Path path = folder.resolve(file);
        try {
            Template template = new Template();
            template.setName(file);
            template.setRuntimeServices(velocity);
            template.setData(
                    velocity.parse(new StringReader(Files.readString(path, StandardCharsets.UTF_8)), template));
            template.initDocument();
            StringWriter out = new StringWriter();
            template.merge(new VelocityContext(values), out);
            return out.toString();
        } catch (IOException e) {
            throw new Invalid("template " + path + " cannot be read", e);
        } catch (ParseException e) {
            throw new Invalid("template " + file + ": " + firstLine(e), e);
        } catch (VelocityException e) {
            throw new Invalid("template " + file + ": " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be parsed");
    }
}
