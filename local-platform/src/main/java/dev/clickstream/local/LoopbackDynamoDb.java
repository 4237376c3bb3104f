package dev.clickstream.local;

import java.lang.reflect.Field;

/**
 * The entry of DynamoDB Local's own JVM. It does what Amazon's main class does, but listens on the loopback address alone, for
 * which that one has no option. By reflection, since its jars are on no class path of our build (see README.md).
 */
public final class LoopbackDynamoDb {
    private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";
    private static final String SERVER = "com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer";

    private LoopbackDynamoDb() {}

    /** @param arguments as DynamoDB Local takes them */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Object server = Class.forName(RUNNER)
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) arguments);
        Field field = Class.forName(SERVER).getDeclaredField("server");
        field.setAccessible(true);
        Object jetty = field.get(server);
        for (Object connector :
                (Object[]) jetty.getClass().getMethod("getConnectors").invoke(jetty)) {
            connector.getClass().getMethod("setHost", String.class).invoke(connector, Loopback.ADDRESS);
        }
        server.getClass().getMethod("start").invoke(server);
        server.getClass().getMethod("join").invoke(server);
    }
}
