package dev.tradewind.web;

import dev.tradewind.web.Caller.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

/// A verified token, reduced to who it speaks for. Immutable, so one serves all requests that carry it.
public final class CallerToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final Instant issuedAt;
    private final Instant expiresAt;

    private CallerToken(Caller caller, Instant issuedAt, Instant expiresAt) {
        super(caller.roles().stream()
                .map(it -> new SimpleGrantedAuthority("ROLE_" + it))
                .toList());
        this.caller = caller;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        super.setAuthenticated(true);
    }

    /// A token whose signature is good and whose claims are nonsense is as bad as a forged one.
    static CallerToken of(Jwt jwt) {
        try {
            var caller = new Caller(
                    Objects.requireNonNull(uuid(jwt.getSubject()), "sub"),
                    uuid(jwt.getClaimAsString("org")),
                    roles(jwt.getClaimAsStringList("roles")),
                    uuid(jwt.getClaimAsString("sid")),
                    scopes(jwt.getClaimAsString("scope")));
            var issuedAt = Objects.requireNonNullElse(jwt.getIssuedAt(), Instant.EPOCH);
            return new CallerToken(caller, issuedAt, Objects.requireNonNull(jwt.getExpiresAt(), "exp"));
        } catch (IllegalArgumentException | NullPointerException nonsense) {
            throw new BadJwtException("The token's claims make no sense", nonsense);
        }
    }

    Instant issuedAt() {
        return issuedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.accountId().toString();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    /// Scopes that we do not know allow nothing here.
    private static Set<Scope> scopes(@Nullable String words) {
        return words == null
                ? Set.of()
                : Arrays.stream(words.split(" ", -1))
                        .flatMap(it -> Scope.named(it).stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Role> roles(@Nullable Collection<String> names) {
        return names == null ? Set.of() : names.stream().map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
