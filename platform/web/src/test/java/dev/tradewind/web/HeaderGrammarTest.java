package dev.tradewind.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// Whatever is recognised here, Spring Security would have let through in the same way.
class HeaderGrammarTest {

    @Test
    void whatIsPlainTheFirewallAllowsInNamesAndValues() {
        for (int character = 0; character < 0x3000; character++) {
            var text = "a" + Character.toString(character) + "b";
            if (HeaderGrammar.isPlain(text)) {
                assertThat(StrictHttpFirewall.ALLOWED_HEADER_NAMES).accepts(text);
                assertThat(StrictHttpFirewall.ALLOWED_HEADER_VALUES).accepts(text);
            }
        }
        assertThat(HeaderGrammar.isPlain("Bearer abc~/+")).isTrue();
        assertThat(HeaderGrammar.isPlain("a\u007Fb")).isFalse();
        assertThat(HeaderGrammar.isPlain(null)).isFalse();
        assertThat(HeaderGrammar.isPlain("a\tb")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer eyJh.eyJz-_~+/.c2ln==",
                "Bearer a",
                "Bearer ",
                "Bearer",
                "Bearer  a",
                "Bearer ==",
                "Bearer a=b",
                "Bearer a b",
                "Bearer aé",
                "Bearer a,",
                "bearer a",
                "BEARER a=",
                "Basic YTpi",
                ""
            })
    void aTokenIsFoundOnlyWhereTheLibraryFindsTheSame(String header) {
        var found = HeaderGrammar.bearerToken(header);

        assertThat(found == null || found.equals(byTheBook(header))).isTrue();
    }

    @Test
    void anOrdinaryTokenIsFound() {
        assertThat(HeaderGrammar.bearerToken("Bearer eyJh.eyJz-_.c2ln=")).isEqualTo("eyJh.eyJz-_.c2ln=");
        assertThat(HeaderGrammar.bearerToken(null)).isNull();
    }

    private static @Nullable String byTheBook(String header) {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        try {
            return new DefaultBearerTokenResolver().resolve(request);
        } catch (OAuth2AuthenticationException _) {
            return null;
        }
    }
}
