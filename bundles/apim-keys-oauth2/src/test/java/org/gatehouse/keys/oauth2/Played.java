package org.gatehouse.keys.oauth2;

import java.lang.reflect.Proxy;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** An interface of many verbs, of which a test plays those that are asked. */
final class Played {
    private Played() {}

    /** Each call is answered by name and arguments. */
    static <T> T as(Class<T> type, BiFunction<String, Object[], @Nullable Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answers.apply(method.getName(), arguments == null ? new Object[0] : arguments)));
    }
}
