package dev.tradewind.notification.wording;

import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.Matter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Says what happened in words for people.
@Component
public class Wording {

    private static final Logger log = LoggerFactory.getLogger(Wording.class);

    private final Layout ours = Layout.ours();
    private final Renderer renderer = new Renderer(ours);

    /// Those we have words in; the first is spoken to whoever chose none.
    public static List<String> languages() {
        return Phrases.languages();
    }

    /// Whose name nobody needs to know, because they are signed in.
    public Notice notice(Kind kind, Matter matter, Reader reader) {
        var phrases = Phrases.in(reader.language());
        var values = values(matter, phrases);
        var details = facts(matter, reader, phrases).filter(it -> it.inBrief).map(it -> it.label + ": " + it.value);
        return new Notice(
                title(kind, matter, phrases, values),
                Stream.concat(Stream.of(text(kind, matter, phrases, values)), details)
                        .collect(Collectors.joining("\n")));
    }

    /// @param own the layout of the organisation; should it fail, ours is used, because the news matters more
    public Letter letter(Kind kind, Matter matter, Reader reader, @Nullable Layout own) {
        var model = model(kind, matter, reader);
        if (own != null) {
            try {
                return renderer.render(own, model);
            } catch (CannotRender broken) {
                log.atWarn().addKeyValue("kind", kind).setCause(broken).log("A template of an organisation fails");
            }
        }
        return renderer.render(ours, model);
    }

    /// Nothing but the given layout.
    ///
    /// @throws CannotRender when it does not work
    Letter trial(Layout own, Kind kind, Matter matter, Reader reader) {
        return renderer.render(own, model(kind, matter, reader));
    }

    /// @param inBrief whether it is worth saying where there is little room
    private record Fact(String label, String value, boolean inBrief) {}

    /// All that a template may use.
    private static Map<String, Object> model(Kind kind, Matter matter, Reader reader) {
        var phrases = Phrases.in(reader.language());
        var values = values(matter, phrases);
        var title = title(kind, matter, phrases, values);
        var model = new HashMap<String, Object>(values);
        model.put("language", phrases.locale().toLanguageTag());
        model.put("subject", matter.orderNumber() == null ? title : title + " – " + matter.orderNumber());
        model.put("title", title);
        model.put("text", text(kind, matter, phrases, values));
        model.put("name", reader.name());
        model.put(
                "greeting",
                reader.name().isBlank()
                        ? phrases.say("greeting")
                        : phrases.say("greeting.name", Map.of("name", reader.name())));
        list(model, "facts", facts(matter, reader, phrases).map(it -> Map.of("label", it.label, "value", it.value)));
        list(
                model,
                "lines",
                matter.lines().stream()
                        .map(it -> Map.of(
                                "title", it.title(),
                                "quantity", String.valueOf(it.quantity()),
                                "price", phrases.amount(it.unitPrice()))));
        model.put("why", phrases.say(kind == Kind.PROMOTION ? "why.promotion" : "why"));
        if (reader.unsubscribe() != null) {
            model.put("unsubscribe", reader.unsubscribe());
            model.put("unsubscribeLabel", phrases.say("unsubscribe"));
        }
        return model;
    }

    /// A list that is empty is true to Thymeleaf, so it is left out.
    private static void list(Map<String, Object> model, String name, Stream<Map<String, String>> items) {
        var list = items.toList();
        if (!list.isEmpty()) {
            model.put(name, list);
        }
    }

    private static String title(Kind kind, Matter matter, Phrases phrases, Map<String, String> values) {
        return matter.title() == null ? phrases.say(kind.word() + ".title", values) : matter.title();
    }

    private static String text(Kind kind, Matter matter, Phrases phrases, Map<String, String> values) {
        return matter.text() == null ? phrases.say(kind.word() + ".text", values) : matter.text();
    }

    private static Map<String, String> values(Matter matter, Phrases phrases) {
        var values = new HashMap<String, String>();
        if (matter.orderNumber() != null) {
            values.put("order", matter.orderNumber());
        }
        if (matter.store() != null) {
            values.put("store", matter.store());
        }
        if (matter.total() != null) {
            values.put("total", phrases.amount(matter.total()));
        }
        if (matter.amount() != null) {
            values.put("amount", phrases.amount(matter.amount()));
        }
        if (matter.reason() != null) {
            // Reasons grow; one we do not know yet is still an honest answer.
            var known = "reason." + matter.reason();
            values.put("reason", phrases.say(phrases.has(known) ? known : "reason.unknown"));
        }
        return values;
    }

    private static Stream<Fact> facts(Matter matter, Reader reader, Phrases phrases) {
        var facts = Stream.<Fact>builder();
        if (matter.orderNumber() != null) {
            facts.add(new Fact(phrases.say("label.order"), matter.orderNumber(), false));
        }
        if (matter.store() != null) {
            facts.add(new Fact(phrases.say("label.store"), matter.store(), false));
        }
        if (matter.total() != null) {
            facts.add(new Fact(phrases.say("label.total"), phrases.amount(matter.total()), false));
        }
        if (matter.estimatedReadyAt() != null) {
            var time = phrases.time(matter.estimatedReadyAt(), reader.timeZone());
            facts.add(new Fact(phrases.say("label.estimate"), time, true));
        }
        if (matter.carrier() != null) {
            facts.add(new Fact(phrases.say("label.carrier"), matter.carrier(), true));
        }
        if (matter.trackingNumber() != null) {
            facts.add(new Fact(phrases.say("label.tracking"), matter.trackingNumber(), true));
        }
        if (matter.note() != null) {
            facts.add(new Fact(phrases.say("label.note"), matter.note(), true));
        }
        return facts.build();
    }
}
