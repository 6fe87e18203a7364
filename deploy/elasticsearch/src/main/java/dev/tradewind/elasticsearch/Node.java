package dev.tradewind.elasticsearch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.bootstrap.BootstrapInfo;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.plugins.PluginsLoader;

/// One Elasticsearch node for development and tests: no security, no bootstrap checks, and therefore reachable from
/// this machine only, whatever the settings say.
///
/// A system property `es.setting.X` becomes the node's setting `X`. Its standard input is a pipe from whoever started
/// it: when that ends, so does the node, however its parent died.
public final class Node {

    private static final String SETTING = "es.setting.";

    private Node() {}

    public static void main(String[] args) throws IOException {
        LogConfigurator.registerErrorListener();
        LogConfigurator.configureESLogging();
        BootstrapInfo.init();
        var environment = environment();
        Files.createDirectories(environment.logsDir());
        LogConfigurator.setClusterName(environment.settings().get("cluster.name"));
        LogConfigurator.setNodeName(environment.settings().get("node.name"));
        LogConfigurator.configure(environment, true);

        var plugins = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir(), false),
                PluginsLoader.loadPluginsBundles(environment.pluginsDir(), false),
                Map.of());
        var node = new org.elasticsearch.node.Node(environment, plugins);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close"));
        start(node);
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static Environment environment() {
        var home = Path.of(System.getProperty("es.path.home", "."))
                .toAbsolutePath()
                .normalize();
        var settings = new HashMap<String, String>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(SETTING))
                .forEach(name -> settings.put(name.substring(SETTING.length()), System.getProperty(name)));
        settings.put("path.home", home.toString());
        settings.put("http.host", "127.0.0.1");
        settings.put("transport.host", "127.0.0.1");
        return InternalSettingsPreparer.prepareEnvironment(
                Settings.EMPTY, settings, home.resolve("config"), () -> "local");
    }

    private static void start(org.elasticsearch.node.Node node) {
        try {
            node.start();
        } catch (Exception failed) {
            throw new IllegalStateException("Elasticsearch does not start", failed);
        }
    }

    private static void close(org.elasticsearch.node.Node node) {
        try {
            node.prepareForClose();
            node.close();
            node.awaitClose(10, TimeUnit.SECONDS);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
