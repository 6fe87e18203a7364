package dev.tradewind.gateway.entrance;

import dev.tradewind.gateway.entrance.Permissions.Who;
import dev.tradewind.web.HeaderGrammar;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Lets in whom [Permissions] name, and says why not in the form of the other problems.
@Configuration(proxyBeanMethods = false)
class Doors {

    private static final String CHALLENGE = "Bearer realm=\"tradewind\"";
    private static final AuthorizationResult GRANTED = new AuthorizationDecision(true);
    private static final AuthorizationResult DENIED = new AuthorizationDecision(false);

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
                // Written by SafeHeaders together with all others, once.
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(it -> it.matchers(EndpointRequest.toAnyEndpoint())
                        .permitAll()
                        .anyExchange()
                        .access(Doors::decide))
                .exceptionHandling(it -> it.authenticationEntryPoint(this::withoutToken)
                        .accessDeniedHandler((exchange, _) -> problems.write(
                                exchange, HttpStatus.FORBIDDEN, "forbidden", "Your role does not allow this.")))
                .oauth2ResourceServer(it -> it.authenticationManagerResolver(_ -> Mono.just(tokens))
                        .bearerTokenConverter(bearerTokens())
                        .authenticationEntryPoint(this::withoutToken)
                        .authenticationFailureHandler((filter, refused) -> withoutToken(filter.getExchange(), refused)))
                .build();
    }

    @Bean
    ServerWebExchangeFirewall firewall() {
        var firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowedHeaderNames(HeaderGrammar.plainOr(StrictServerWebExchangeFirewall.ALLOWED_HEADER_NAMES));
        firewall.setAllowedHeaderValues(HeaderGrammar.plainOr(StrictServerWebExchangeFirewall.ALLOWED_HEADER_VALUES));
        return firewall;
    }

    /// Encoded dots, slashes and other things no honest client sends.
    @Bean
    ServerExchangeRejectedHandler rejections() {
        return (exchange, _) -> problems.write(
                exchange, HttpStatus.BAD_REQUEST, "bad-request", "The address or a header holds what it must not.");
    }

    /// What is observed is the request as a whole, not each of the filters.
    @Bean
    SecurityObservationSettings securityObservation() {
        return SecurityObservationSettings.noObservations();
    }

    private static ServerAuthenticationConverter bearerTokens() {
        var byTheBook = new ServerBearerTokenAuthenticationConverter();
        return exchange -> {
            var header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
            var token = HeaderGrammar.bearerToken(header);
            return token == null ? byTheBook.convert(exchange) : Mono.just(new BearerTokenAuthenticationToken(token));
        };
    }

    private static Mono<AuthorizationResult> decide(Mono<Authentication> caller, AuthorizationContext context) {
        var who = Permissions.mayEnter(context.getExchange().getRequest());
        return who == Who.ANYBODY ? Mono.just(GRANTED) : caller.map(it -> mayEnter(it, who) ? GRANTED : DENIED);
    }

    private static boolean mayEnter(Authentication caller, Who who) {
        if (!caller.isAuthenticated() || who.authorities().isEmpty()) {
            return caller.isAuthenticated();
        }
        for (GrantedAuthority authority : caller.getAuthorities()) {
            if (who.authorities().contains(authority.getAuthority())) {
                return true;
            }
        }
        return false;
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
