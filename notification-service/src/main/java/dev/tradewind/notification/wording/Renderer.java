package dev.tradewind.notification.wording;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ITemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.templateresolver.TemplateResolution;

/// Fills templates that strangers may have written. They see a map of texts and lists, nothing else: see [OnlyFilling].
/// What they write and how often they look something up is bounded.
final class Renderer {

    private static final int MOST_CHARACTERS = 256 * 1024;

    private final TemplateEngine engine = new TemplateEngine();

    /// @param kept the layout that is read once and for all; others come and go
    Renderer(Layout kept) {
        engine.setDialect(new OnlyFilling());
        engine.setTemplateResolver(new NothingButTheTemplate(Set.of(kept.subject(), kept.html(), kept.text())));
    }

    Letter render(Layout layout, Map<String, Object> model) {
        return new Letter(
                render(layout.subject(), TemplateMode.TEXT, model),
                render(layout.html(), TemplateMode.HTML, model),
                render(layout.text(), TemplateMode.TEXT, model));
    }

    private String render(String template, TemplateMode mode, Map<String, Object> model) {
        var variables = new HashMap<>(model);
        variables.put(Budget.NAME, new Budget());
        var page = new Page();
        try {
            engine.process(new TemplateSpec(template, mode), new Context(Locale.ROOT, variables), page);
        } catch (CannotRender tooMuch) {
            throw tooMuch;
        } catch (TemplateEngineException | IllegalArgumentException | ClassCastException wrong) {
            throw new CannotRender(reason(wrong));
        } catch (StackOverflowError _) {
            throw new CannotRender("The template is nested too deeply.");
        }
        return page.toString();
    }

    /// What the engine says may quote the whole template.
    private static String reason(Throwable wrong) {
        @Nullable Throwable cause = wrong;
        while (cause.getCause() != null && !(cause instanceof CannotRender)) {
            cause = cause.getCause();
        }
        if (cause instanceof CannotRender ours) {
            return String.valueOf(ours.getMessage());
        }
        var said = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
        return said.length() > 200 ? said.substring(0, 200) + "…" : said;
    }

    /// A template is what was given; there are no others that it could take in.
    private static final class NothingButTheTemplate implements ITemplateResolver {

        private final StringTemplateResolver given = new StringTemplateResolver();
        private final StringTemplateResolver remembered = new StringTemplateResolver();
        private final Set<String> kept;

        NothingButTheTemplate(Set<String> kept) {
            this.kept = kept;
            given.setCacheable(false);
            remembered.setCacheable(true);
        }

        @Override
        public String getName() {
            return "given";
        }

        @Override
        public Integer getOrder() {
            return 1;
        }

        @Override
        public @Nullable TemplateResolution resolveTemplate(
                IEngineConfiguration configuration,
                @Nullable String owner,
                String template,
                @Nullable Map<String, Object> attributes) {
            var resolver = kept.contains(template) ? remembered : given;
            return owner == null ? resolver.resolveTemplate(configuration, null, template, attributes) : null;
        }
    }

    private static final class Page extends StringWriter {

        @Override
        public void write(char[] characters, int from, int length) {
            makeRoom(length);
            super.write(characters, from, length);
        }

        @Override
        public void write(String text) {
            makeRoom(text.length());
            super.write(text);
        }

        @Override
        public void write(String text, int from, int length) {
            makeRoom(length);
            super.write(text, from, length);
        }

        private void makeRoom(int length) {
            if (getBuffer().length() + length > MOST_CHARACTERS) {
                throw new CannotRender("The mail would have more than " + MOST_CHARACTERS + " characters.");
            }
        }
    }
}
