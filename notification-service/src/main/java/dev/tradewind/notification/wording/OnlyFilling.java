package dev.tradewind.notification.wording;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.standard.expression.IStandardVariableExpression;
import org.thymeleaf.standard.expression.IStandardVariableExpressionEvaluator;
import org.thymeleaf.standard.expression.StandardExpressionExecutionContext;
import org.thymeleaf.standard.processor.StandardBlockTagProcessor;
import org.thymeleaf.standard.processor.StandardEachTagProcessor;
import org.thymeleaf.standard.processor.StandardHrefTagProcessor;
import org.thymeleaf.standard.processor.StandardIfTagProcessor;
import org.thymeleaf.standard.processor.StandardInlineEnablementTemplateBoundariesProcessor;
import org.thymeleaf.standard.processor.StandardInliningTextProcessor;
import org.thymeleaf.standard.processor.StandardTextTagProcessor;
import org.thymeleaf.standard.processor.StandardUnlessTagProcessor;
import org.thymeleaf.standard.processor.StandardUtextTagProcessor;
import org.thymeleaf.standard.processor.StandardXmlNsTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/// The part of Thymeleaf that fills in text, chooses and repeats. There is no expression language behind it, neither
/// OGNL nor SpEL: `${…}` is a path through maps. No fragments, no scripts, no unescaped output of
/// attributes, no objects such as `#strings`.
final class OnlyFilling extends StandardDialect {

    private static final Set<Class<? extends IProcessor>> PROCESSORS = Set.of(
            StandardBlockTagProcessor.class,
            StandardEachTagProcessor.class,
            StandardHrefTagProcessor.class,
            StandardIfTagProcessor.class,
            StandardInlineEnablementTemplateBoundariesProcessor.class,
            StandardInliningTextProcessor.class,
            StandardTextTagProcessor.class,
            StandardUnlessTagProcessor.class,
            StandardXmlNsTagProcessor.class);

    OnlyFilling() {
        super("Only filling", PREFIX, PROCESSOR_PRECEDENCE);
        this.variableExpressionEvaluator = new Paths();
        this.expressionObjectFactory = new NoObjects();
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return createStandardProcessorsSet(prefix).stream()
                .filter(it -> PROCESSORS.contains(it.getClass()) || isUnescapedText(it))
                .collect(Collectors.toSet());
    }

    /// What `[(…)]` becomes. In pages there is none.
    private static boolean isUnescapedText(IProcessor processor) {
        return processor instanceof StandardUtextTagProcessor && processor.getTemplateMode() == TemplateMode.TEXT;
    }

    private static final class Paths implements IStandardVariableExpressionEvaluator {

        private static final Pattern PATH = Pattern.compile("[a-zA-Z]\\w{0,40}(\\.[a-zA-Z]\\w{0,40}){0,5}");

        @Override
        public @Nullable Object evaluate(
                IExpressionContext context,
                IStandardVariableExpression expression,
                StandardExpressionExecutionContext execution) {
            var path = expression.getExpression().strip();
            if (expression.getUseSelectionAsRoot() || !PATH.matcher(path).matches()) {
                throw new CannotRender(
                        "An expression is a name or names with dots between them, such as ${fact.label}.");
            }
            if (context.getVariable(Budget.NAME) instanceof Budget budget) {
                budget.spend();
            }
            var names = path.split("\\.", -1);
            @Nullable Object value = context.getVariable(names[0]);
            for (var i = 1; i < names.length && value != null; i++) {
                value = value instanceof Map<?, ?> map ? map.get(names[i]) : null;
            }
            return switch (value) {
                case null -> null;
                case String _, Boolean _, Number _, Collection<?> _, Map<?, ?> _ -> value;
                default -> throw new CannotRender("There is nothing called " + path + ".");
            };
        }
    }

    private static final class NoObjects implements IExpressionObjectFactory {

        @Override
        public Set<String> getAllExpressionObjectNames() {
            return Set.of();
        }

        @Override
        public @Nullable Object buildObject(IExpressionContext context, String name) {
            return null;
        }

        @Override
        public boolean isCacheable(String name) {
            return false;
        }
    }
}
