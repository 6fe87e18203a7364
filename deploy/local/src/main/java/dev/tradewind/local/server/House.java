package dev.tradewind.local.server;

import java.nio.file.Files;
import java.nio.file.Path;

/// The working copy of the repository this machine runs.
public record House(Path root) {

    public static House here() {
        var told = System.getProperty("tradewind.root");
        if (told != null && Files.isDirectory(Path.of(told).resolve("deploy/local"))) {
            return new House(Path.of(told).toAbsolutePath().normalize());
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("deploy/local"))) {
                return new House(folder);
            }
        }
        throw new NotStarted("Not inside the repository: start from there, or set -Dtradewind.root");
    }

    /// Unpacked servers; shared by the suite and all tests, since they never change once unpacked.
    public Path runtime() {
        return root.resolve(".tradewind/runtime");
    }

    public Path kafkaHome() {
        return built(root.resolve("deploy/kafka/target/kafka-home"), "deploy/kafka");
    }

    public Path elasticsearchHome() {
        return built(root.resolve("deploy/elasticsearch/target/es-home"), "deploy/elasticsearch");
    }

    public Path demoIdpHome() {
        return built(root.resolve("deploy/demo-idp/target/idp-home"), "deploy/demo-idp");
    }

    public Path demoIdpLoginPage() {
        return root.resolve("deploy/demo-idp/login.html");
    }

    private static Path built(Path home, String module) {
        if (!Files.isDirectory(home.resolve("lib"))) {
            throw new NotStarted("%s is not built: mvn -pl %s package".formatted(home, module));
        }
        return home;
    }
}
