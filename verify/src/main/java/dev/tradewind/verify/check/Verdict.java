package dev.tradewind.verify.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the check found.
///
/// @param moving what had not come to rest in time
/// @param counts what was looked at, by kind
public record Verdict(List<Finding> findings, List<String> moving, Map<String, Long> counts) {

    /// @param offenders at most [Checker#SHOWN] of them, each with what is wrong
    public record Finding(String id, String promise, long broken, List<String> offenders) {}

    public boolean holds() {
        return broken().isEmpty() && moving.isEmpty();
    }

    /// The ids of what does not hold.
    public Set<String> broken() {
        return findings.stream()
                .filter(it -> it.broken() > 0)
                .map(Finding::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        counts.forEach((what, count) -> text.append("%-28s %,12d%n".formatted(what, count)));
        findings.forEach(it -> {
            text.append("%-4s %-6s %s%n".formatted(it.id(), it.broken() == 0 ? "holds" : "BROKEN", it.promise()));
            it.offenders()
                    .forEach(offender ->
                            text.append("            ").append(offender).append('\n'));
            if (it.broken() > it.offenders().size()) {
                text.append("            … %d in all%n".formatted(it.broken()));
            }
        });
        moving.forEach(it -> text.append("still moving: ").append(it).append('\n'));
        return text.append(holds() ? "All invariants hold." : "NOT ALL INVARIANTS HOLD.")
                .toString();
    }
}
