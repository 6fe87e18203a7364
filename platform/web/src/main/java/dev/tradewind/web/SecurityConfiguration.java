package dev.tradewind.web;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// Nothing is open unless a service says so; the token alone tells who is asking.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    TokenRefusals tokenRefusals(Problems problems) {
        return new TokenRefusals(problems);
    }

    /// An observation of every security filter doubles what a request costs and tells nobody anything.
    @Bean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /// The management port is open to whoever reaches it: by default that is this machine alone.
    @Bean
    @Order(0)
    SecurityFilterChain managementSecurity(HttpSecurity http) {
        return stateless(http.securityMatcher(EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                .build();
    }

    @Bean
    @ConditionalOnMissingBean(name = "apiSecurity")
    SecurityFilterChain apiSecurity(
            HttpSecurity http, VerifiedTokens tokens, TokenRefusals refusals, ObjectProvider<OpenRoutes> open) {
        return stateless(http)
                .authorizeHttpRequests(it -> {
                    it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                            .permitAll();
                    open.orderedStream()
                            .forEach(routes -> it.requestMatchers(
                                            routes.method(), routes.patterns().toArray(String[]::new))
                                    .permitAll());
                    it.requestMatchers("/ops/**", "/api/ops/**").hasRole(Caller.Role.OPERATOR.name());
                    it.anyRequest().access(new Persons());
                })
                .exceptionHandling(it -> it.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .oauth2ResourceServer(it -> it.authenticationManagerResolver(_ -> new TokenCheck(tokens))
                        .bearerTokenResolver(bearerTokens())
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals)
                        .withObjectPostProcessor(new SayNoOurWay(refusals)))
                .build();
    }

    /// PostgreSQL cannot store NUL, so a query that holds one finds nothing and may as well be refused.
    @Bean
    HttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(StrictJson::isStorable);
        firewall.setAllowedHeaderNames(HeaderGrammar.plainOr(StrictHttpFirewall.ALLOWED_HEADER_NAMES));
        firewall.setAllowedHeaderValues(HeaderGrammar.plainOr(StrictHttpFirewall.ALLOWED_HEADER_VALUES));
        return firewall;
    }

    private static BearerTokenResolver bearerTokens() {
        var byTheBook = new DefaultBearerTokenResolver();
        return request -> {
            var token = HeaderGrammar.bearerToken(request.getHeader(HttpHeaders.AUTHORIZATION));
            return token == null ? byTheBook.resolve(request) : token;
        };
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    private record SayNoOurWay(TokenRefusals refusals) implements ObjectPostProcessor<BearerTokenAuthenticationFilter> {

        @Override
        public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
            filter.setAuthenticationFailureHandler(refusals);
            return filter;
        }
    }
}
