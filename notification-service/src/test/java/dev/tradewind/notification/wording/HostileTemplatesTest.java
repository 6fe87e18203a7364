package dev.tradewind.notification.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.notification.domain.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an admin of one organisation could try with a template.
class HostileTemplatesTest {

    private final Trial trial = new Trial(new Wording());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p th:text=\"${T(java.lang.Runtime).getRuntime().exec('id')}\"></p>",
                "<p th:text=\"${new java.io.File('/')}\"></p>",
                "<p th:text=\"${@dataSource}\"></p>",
                "<p th:text=\"${title.getClass()}\"></p>",
                "<p th:text=\"${title['class']}\"></p>",
                "<p th:text=\"${#strings.toString(title)}\"></p>",
                "<p th:text=\"${#ctx.getVariableNames()}\"></p>",
                "<p th:text=\"${#execInfo.now}\"></p>",
                "<p th:text=\"*{title}\"></p>",
                "<p th:text=\"${__${title}__}\"></p>",
                "<p th:text=\"${#vars}\"></p>",
                "<p>[[${''.class.forName('java.lang.Runtime')}]]</p>",
                "<p>[(${title})]</p>",
                "<p th:utext=\"${title}\"></p>",
                "<p data-th-utext=\"${title}\"></p>",
                "<p th:attr=\"onclick=${title}\"></p>",
                "<p th:onclick=\"${title}\"></p>",
                "<p th:insert=\"~{/etc/passwd}\"></p>",
                "<p th:replace=\"~{::p}\"></p>",
                "<p th:text=\"~{/etc/passwd}\"></p>",
                "<p th:inline=\"javascript\">[[${title}]]</p>",
                "<p th:with=\"a=${title}\"></p>",
                "<p th:text=\"#{secret}\"></p>",
                "<p th:text=\"@{/api/me}\"></p>",
                "<script th:text=\"${title}\"></script>",
                "<SCRIPT>alert(1)</SCRIPT>",
                "<iframe src=\"https://evil.example\"></iframe>",
                "<p onclick=\"alert(1)\">x</p>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<form action=\"https://evil.example\"></form>",
                "<p th:text=\"${budget}\" th:unknown=\"x\"></p>",
                "<p th:text=\"${title\"></p>"
            })
    void aHostilePageIsRefused(String html) {
        assertThatThrownBy(() -> trial.of(Kind.ORDER_CONFIRMED, "en", new Layout("Hello", html, "Hello")))
                .isInstanceOf(TemplateRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[(${T(java.lang.System).getenv()})]",
                "[# th:insert=\"~{/etc/passwd}\"/]",
                "[# th:utext=\"${title}\"/]",
                "[(${title.class})] [(__${title}__)]",
                "[(~{/etc/passwd})]",
                "[# th:each=\"a : ${facts}\"]"
            })
    void aHostileTextIsRefused(String text) {
        assertThatThrownBy(() -> trial.of(Kind.ORDER_CONFIRMED, "en", new Layout("Hello", "<p>Hello</p>", text)))
                .isInstanceOf(TemplateRefused.class);
    }

    @Test
    void listsWithinListsEnd() {
        var nested = "<div th:each=\"a : ${facts}\">".repeat(12) + "[[${title}]]" + "</div>".repeat(12);

        assertThatThrownBy(() -> trial.of(Kind.ORDER_CONFIRMED, "en", new Layout("Hello", nested, "Hello")))
                .isInstanceOf(TemplateRefused.class)
                .satisfies(it -> assertThat(it.getMessage()).containsAnyOf("looks up more than", "characters"));
    }

    @Test
    void aTemplateThatIsNestedOrCalculatesEndlesslyIsRefusedOrDone() {
        for (var html : new String[] {
            "<div>".repeat(10_000),
            "<div>".repeat(1_900),
            "<p th:text=\"${title}" + " + ${title}".repeat(5_000) + "\"></p>"
        }) {
            try {
                assertThat(trial.of(Kind.ORDER_CONFIRMED, "en", new Layout("Hello", html, "Hello")))
                        .isNotNull();
            } catch (TemplateRefused refused) {
                assertThat(refused.getMessage()).hasSizeLessThan(500);
            }
        }
    }

    @Test
    void F11_whatAnHonestAdminWritesWorks() {
        var letter = trial.of(
                Kind.ORDER_SHIPPED,
                "pt-BR",
                new Layout(
                        "[(${order})] saiu!",
                        """
                        <h1>Oba, [[${name}]]!</h1>
                        <ul><li th:each="fact : ${facts}">[[${fact.label}]]: <b th:text="${fact.value}">x</b></li></ul>
                        <p th:if="${lines}">nunca</p><p th:unless="${lines}">sem itens</p>
                        <a th:href="${unsubscribe}">chega</a> <a href="https://hats.example/">Hats</a>""",
                        "Oba, [(${name})]! [# th:each=\"fact : ${facts}\"][(${fact.value})] [/]"));

        assertThat(letter.subject()).isEqualTo("SF-7 saiu!");
        assertThat(letter.html())
                .contains(
                        "<h1>Oba, Ana Lima!</h1>", "<li>Pedido: <b>SF-7</b></li>", "<p>sem itens</p>", "/unsubscribe/")
                .doesNotContain("nunca", "th:");
        assertThat(letter.text()).contains("Oba, Ana Lima!", "SF-7");
    }
}
