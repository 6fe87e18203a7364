package dev.tradewind.gateway.entrance;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Which doors are open to everybody; the rest needs a token. What a role may do, the services decide.
@Configuration(proxyBeanMethods = false)
class Doors {

    private static final String CHALLENGE = "Bearer realm=\"tradewind\"";
    private static final String[] SIGNING_IN = {
        "/api/auth/login", "/api/auth/register", "/api/auth/refresh", "/api/webhooks/**"
    };
    private static final String[] SHELVES = {
        "/.well-known/**",
        "/docs/**",
        "/media/**",
        "/api/auth/sso/**",
        "/api/stores/**",
        "/api/products/**",
        "/api/categories/**",
        "/api/search/**",
        // The token comes in the CONNECT frame.
        "/ws/**"
    };

    private final Problems problems;

    Doors(Problems problems) {
        this.problems = problems;
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, TokenCheck tokens) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(it -> it.matchers(EndpointRequest.toAnyEndpoint())
                        .permitAll()
                        .pathMatchers(POST, SIGNING_IN)
                        .permitAll()
                        .pathMatchers(GET, SHELVES)
                        .permitAll()
                        .pathMatchers("/api/ops/**")
                        .hasRole("OPERATOR")
                        .anyExchange()
                        .authenticated())
                .exceptionHandling(it -> it.authenticationEntryPoint(this::withoutToken)
                        .accessDeniedHandler((exchange, _) -> problems.write(
                                exchange, HttpStatus.FORBIDDEN, "forbidden", "Your role does not allow this.")))
                .oauth2ResourceServer(it -> it.authenticationManagerResolver(_ -> Mono.just(tokens))
                        .authenticationEntryPoint(this::withoutToken)
                        .authenticationFailureHandler((filter, refused) -> withoutToken(filter.getExchange(), refused)))
                .build();
    }

    private Mono<Void> withoutToken(ServerWebExchange exchange, AuthenticationException refused) {
        if (refused instanceof AuthenticationServiceException) {
            return problems.write(
                    exchange,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "service-unavailable",
                    "Tokens cannot be verified at the moment.");
        }
        var sent = refused instanceof OAuth2AuthenticationException;
        exchange.getResponse()
                .getHeaders()
                .set(HttpHeaders.WWW_AUTHENTICATE, sent ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
        return problems.write(
                exchange,
                HttpStatus.UNAUTHORIZED,
                "unauthorized",
                sent ? "The token is not valid." : "This needs a token.");
    }
}
