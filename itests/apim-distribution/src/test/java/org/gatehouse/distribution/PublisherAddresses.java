package org.gatehouse.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The addresses of the publisher, asked from the sections in the bundle that a server runs: so none is forgotten that somebody adds.
 * The sections have no rooms behind them here; to say their addresses they need none.
 */
final class PublisherAddresses {
    private static final Pattern CLASS = Pattern.compile("implementation class=\"([^\"]+)\"");

    private final Path system;

    PublisherAddresses(Server server) {
        this.system = server.home().resolve("system");
    }

    /** {@code POST file action} of what writes, {@code ANY file action} of what reads, below {@code /site/blocks/}. */
    Set<String> blocks() {
        Set<String> all = new TreeSet<>();
        for (Object section : sections("org.gatehouse.web.jag.JagSection")) {
            for (Object file : (Collection<?>) called(section, "files")) {
                ((Map<?, ?>) field(file, "actions"))
                        .forEach((action, how) ->
                                all.add((called(how, "postOnly").equals(true) ? "POST " : "ANY ") + field(file, "path")
                                        + " " + action));
                if (field(file, "withoutAction") != null) {
                    all.add("ANY " + field(file, "path") + " -");
                }
            }
        }
        return all;
    }

    /** {@code GET path} of what is shown, {@code POST path} of forms. */
    Set<String> pages() {
        Set<String> all = new TreeSet<>();
        for (Object section : sections("org.gatehouse.web.page.PageSection")) {
            Object routes = made(section.getClass().getClassLoader(), "org.gatehouse.web.page.Routes");
            called(section, "open", routes);
            for (Object route : (Collection<?>) field(routes, "routes")) {
                Collection<?> segments = (Collection<?>) called(called(route, "pattern"), "segments");
                String path =
                        String.join("/", segments.stream().map(String::valueOf).toList());
                all.add((called(route, "reads").equals(true) ? "GET " : "POST ") + path);
            }
        }
        return all;
    }

    private List<Object> sections(String service) {
        try (Stream<Path> files = Files.walk(system)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).toList();
            Path door = jars.stream()
                    .filter(jar -> jar.getFileName().toString().startsWith("apim-web-publisher-"))
                    .findFirst()
                    .orElseThrow();
            URLClassLoader classes = new URLClassLoader(
                    jars.stream().map(PublisherAddresses::url).toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
            List<Object> sections = new ArrayList<>();
            for (String component : components(door, service)) {
                sections.add(made(classes, component));
            }
            return sections;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> components(Path door, String service) throws IOException {
        List<String> found = new ArrayList<>();
        try (JarFile jar = new JarFile(door.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().matches("OSGI-INF/[^/]+\\.xml")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                        Matcher type = CLASS.matcher(xml);
                        if (xml.contains("<provide interface=\"" + service + "\"/>") && type.find()) {
                            found.add(type.group(1));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static Object made(ClassLoader classes, String name) {
        try {
            Constructor<?> constructor = Class.forName(name, true, classes).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                    .map(type -> type.isInterface() ? nobody(type) : null)
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    /** Someone who is never asked anything; a configuration says its defaults. */
    private static Object nobody(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> method.getDefaultValue());
    }

    private static Object field(Object of, String name) {
        try {
            Field field = of.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(of);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(String.valueOf(e.getMessage()), e);
        }
    }

    private static Object called(Object of, String name, Object... arguments) {
        try {
            Method method = Stream.of(of.getClass().getDeclaredMethods())
                    .filter(each -> each.getName().equals(name) && each.getParameterCount() == arguments.length)
                    .findFirst()
                    .orElseThrow();
            method.setAccessible(true);
            return method.invoke(of, arguments);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(String.valueOf(e.getMessage()), e);
        }
    }
}
