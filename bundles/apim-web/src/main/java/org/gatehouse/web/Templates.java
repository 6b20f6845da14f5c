package org.gatehouse.web;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.loader.DelegatingLoader;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The templates of one door, with the kit's behind them. Every value is escaped for HTML. */
final class Templates {
    private final PebbleEngine engine;

    Templates(ClassLoader door) {
        Loader<?> loader = new DelegatingLoader(List.of(below(door), below(Templates.class.getClassLoader())));
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .strictVariables(false)
                .defaultLocale(Locale.ENGLISH)
                .build();
    }

    private static Loader<?> below(ClassLoader classes) {
        ClasspathLoader loader = new ClasspathLoader(classes);
        loader.setPrefix("templates");
        loader.setSuffix(".peb");
        return loader;
    }

    String render(String template, Map<String, @Nullable Object> values) throws IOException {
        StringWriter out = new StringWriter();
        engine.getTemplate(template).evaluate(out, values);
        return out.toString();
    }
}
