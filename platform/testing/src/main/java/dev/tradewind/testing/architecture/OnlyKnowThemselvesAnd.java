package dev.tradewind.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/// Of our own modules a class may use its own and those named here.
final class OnlyKnowThemselvesAnd extends ArchCondition<JavaClass> {

    private static final String OURS = "dev.tradewind.";

    private final Set<String> allowed;

    OnlyKnowThemselvesAnd(String... allowed) {
        super("know only themselves and " + Set.of(allowed));
        this.allowed = Set.of(allowed);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (var dependency : type.getDirectDependenciesFromSelf()) {
            var target = dependency.getTargetClass().getPackageName();
            if (target.startsWith(OURS)
                    && !module(target).equals(module(type.getPackageName()))
                    && !allowed.contains(module(target))) {
                events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
            }
        }
    }

    private static String module(String packageName) {
        var rest = packageName.substring(OURS.length());
        var dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
