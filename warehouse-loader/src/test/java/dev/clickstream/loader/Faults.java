package dev.clickstream.loader;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;

/** Fails one call among all calls to the things it stands before: before it has an effect, or after. */
final class Faults {
    /** As a process that dies: nothing catches it on the way. */
    static final class Crash extends Error {}

    private final int failingCall;
    private final boolean afterEffect;
    private int calls;

    Faults(int failingCall, boolean afterEffect) {
        this.failingCall = failingCall;
        this.afterEffect = afterEffect;
    }

    <T> T before(Class<T> port, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            boolean fails = calls++ == failingCall;
            if (fails && !afterEffect) {
                throw new Crash();
            }
            try {
                Object result = method.invoke(real, arguments);
                if (fails) {
                    throw new Crash();
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    /** Fails the calls that are meant, before they have an effect. */
    static <T> T when(Class<T> port, T real, BiPredicate<Method, Object[]> meant) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (meant.test(method, arguments)) {
                throw new Crash();
            }
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    /** What is done instead of a call: with the call itself at hand. */
    interface Instead {
        Object of(Method method, Object[] arguments, Callable<Object> call) throws Exception;
    }

    /** Does something else for some calls. */
    static <T> T instead(Class<T> port, T real, Instead instead) {
        InvocationHandler handler = (proxy, method, arguments) -> instead.of(method, arguments, () -> {
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        });
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }
}
