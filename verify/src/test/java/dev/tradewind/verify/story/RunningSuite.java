package dev.tradewind.verify.story;

import dev.tradewind.verify.suite.Suite;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Needs the suite to run; without one the stories are skipped, and it is said aloud.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RunningSuite.Condition.class)
public @interface RunningSuite {

    /// Looks whether there is one.
    class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Suite.given().isPresent()) {
                return ConditionEvaluationResult.enabled("a suite is given");
            }
            System.out.println("SKIPPED " + context.getDisplayName()
                    + ": no suite is running here. ./tradewind test starts one and runs the stories against it.");
            return ConditionEvaluationResult.disabled("no suite is given");
        }
    }
}
