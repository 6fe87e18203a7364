package dev.tradewind.local.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// What the tests of a run said, read from their reports.
record Results(int run, List<String> failed, List<String> skipped) {

    private static final Pattern REPORT = Pattern.compile("TEST-.*\\.xml");

    static Results none() {
        return new Results(0, List.of(), List.of());
    }

    /// @param since older reports are of another run
    static Results read(Path root, List<String> modules, Instant since) throws IOException {
        var results = none();
        for (var module : modules) {
            var reports = root.resolve(module).resolve("target/surefire-reports");
            if (!Files.isDirectory(reports)) {
                continue;
            }
            try (var files = Files.list(reports)) {
                for (var it : files.toList()) {
                    if (REPORT.matcher(it.getFileName().toString()).matches()
                            && !Files.getLastModifiedTime(it).toInstant().isBefore(since)) {
                        results = results.and(read(it));
                    }
                }
            }
        }
        return results;
    }

    Results and(Results others) {
        return new Results(run + others.run(), joined(failed, others.failed()), joined(skipped, others.skipped()));
    }

    Results andFailed(String what) {
        return and(new Results(1, List.of(what), List.of()));
    }

    int passed() {
        return run - failed.size() - skipped.size();
    }

    private static Results read(Path report) throws IOException {
        try {
            var document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
            var cases = document.getElementsByTagName("testcase");
            var failed = new ArrayList<String>();
            var skipped = new ArrayList<String>();
            for (var index = 0; index < cases.getLength(); index++) {
                var it = (Element) cases.item(index);
                var name = it.getAttribute("classname") + "." + it.getAttribute("name");
                if (has(it, "failure") || has(it, "error")) {
                    failed.add(name);
                } else if (has(it, "skipped")) {
                    skipped.add(name);
                }
            }
            return new Results(cases.getLength(), failed, skipped);
        } catch (ParserConfigurationException | SAXException broken) {
            throw new IOException("%s cannot be read".formatted(report), broken);
        }
    }

    private static boolean has(Element test, String element) {
        return test.getElementsByTagName(element).getLength() > 0;
    }

    private static List<String> joined(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
