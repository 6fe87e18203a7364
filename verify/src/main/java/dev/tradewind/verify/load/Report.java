package dev.tradewind.verify.load;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/// The figures of one run.
record Report(int rate, List<Shot> shots, Outcome outcome, Usage before, Usage after) {

    private static final long HIGHEST_MICROS = 600_000_000;

    boolean isClean() {
        return errors().isEmpty() && outcome.confirmedMicros().size() == shots.size();
    }

    private Map<String, Long> errors() {
        return shots.stream()
                .map(Shot::error)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(it -> it, TreeMap::new, Collectors.counting()));
    }

    /// A refusal is quick, so only what was accepted counts.
    private Histogram accepted() {
        var histogram = new Histogram(HIGHEST_MICROS, 3);
        shots.stream()
                .filter(it -> it.order() != null)
                .forEach(it -> histogram.recordValue(Math.clamp(it.answeredMicros(), 0, HIGHEST_MICROS)));
        return histogram;
    }

    private Histogram confirmed() {
        var histogram = new Histogram(HIGHEST_MICROS, 3);
        shots.forEach(it -> {
            var at = it.order() == null ? null : outcome.confirmedMicros().get(it.order());
            if (at != null) {
                histogram.recordValue(Math.clamp(at - it.intendedMicros(), 0, HIGHEST_MICROS));
            }
        });
        return histogram;
    }

    /// Over the time from the first intended moment to the last confirmation.
    private double completedPerSecond() {
        var first = shots.getFirst().intendedMicros();
        var last = outcome.confirmedMicros().values().stream()
                .mapToLong(it -> it)
                .max()
                .orElse(first + 1);
        return outcome.confirmedMicros().size() * 1e6 / Math.max(1, last - first);
    }

    private double acceptedPerSecond() {
        var accepted = shots.stream().filter(it -> it.order() != null).toList();
        var last = accepted.stream()
                .mapToLong(it -> it.intendedMicros() + it.answeredMicros())
                .max()
                .orElse(0);
        return accepted.isEmpty()
                ? 0
                : accepted.size() * 1e6 / Math.max(1, last - shots.getFirst().intendedMicros());
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        var confirmed = Math.max(1, outcome.confirmedMicros().size());
        text.append("intended   %8d orders at %d/s%n".formatted(shots.size(), rate));
        text.append("accepted   %8.1f orders/s%n".formatted(acceptedPerSecond()));
        text.append("completed  %8.1f orders/s  %s%n".formatted(completedPerSecond(), outcome.statuses()));
        text.append(times("POST accepted", accepted(), "from the intended moment"));
        text.append(times("CONFIRMED", confirmed(), "from the intended moment, " + outcome.moment()));
        var spent = after.since(before);
        var cpu = spent.values().stream().mapToLong(it -> it).sum();
        text.append("CPU        %8.2f ms an order over all processes%n".formatted((double) cpu / confirmed));
        spent.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(it ->
                        text.append("    %-22s %6.2f ms%n".formatted(it.getKey(), (double) it.getValue() / confirmed)));
        var again = after.startedAgainSince(before);
        if (!again.isEmpty()) {
            text.append("    what these used before they were started again is missing: %s%n"
                    .formatted(String.join(", ", again)));
        }
        text.append(
                again.contains(Usage.DATABASE_SERVER)
                        ? "commits and statements not counted: the database server was started again\n"
                        : counted(confirmed));
        text.append("WAL        %8.2f KiB an order%n"
                .formatted((after.walBytes() - before.walBytes()) / 1024.0 / confirmed));
        errors().forEach((error, count) -> text.append("error      %6d × %s%n".formatted(count, error)));
        return text.append(isClean() ? "Every order was confirmed." : "NOT EVERY ORDER WAS CONFIRMED.")
                .toString();
    }

    private String counted(double confirmed) {
        return "commits    %8.2f an order%n".formatted((after.commits() - before.commits()) / confirmed)
                + after.statements()
                        .flatMap(now -> before.statements().map(then -> (now - then) / confirmed))
                        .map("statements %8.2f an order%n"::formatted)
                        .orElse("statements not counted: the server runs without pg_stat_statements\n");
    }

    private static String times(String what, Histogram histogram, String since) {
        return "%-14s p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms (%s)%n"
                .formatted(
                        what,
                        histogram.getValueAtPercentile(50) / 1000.0,
                        histogram.getValueAtPercentile(95) / 1000.0,
                        histogram.getValueAtPercentile(99) / 1000.0,
                        histogram.getMaxValue() / 1000.0,
                        since);
    }
}
