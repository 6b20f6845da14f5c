package org.gatehouse.web.page;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;

/** In templates: {@code list | most(12)}, the first twelve of a list, or all of a shorter one, which may be empty. */
final class ListExtension extends AbstractExtension {
    @Override
    public Map<String, Filter> getFilters() {
        return Map.of("most", new Most());
    }

    private static final class Most implements Filter {
        @Override
        public List<String> getArgumentNames() {
            return List.of("number");
        }

        @Override
        public Object apply(
                Object input,
                Map<String, Object> arguments,
                PebbleTemplate self,
                EvaluationContext context,
                int lineNumber) {
            long most = arguments.get("number") instanceof Number number ? number.longValue() : 0;
            return ((List<?>) input).stream().limit(most).toList();
        }
    }
}
