package dev.tradewind.auth.tokens;

import dev.tradewind.auth.domain.Account;
import dev.tradewind.web.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/// Signs what we vouch for: who somebody is, for a quarter of an hour.
@Component
public class Tokens {

    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private final SigningKeys keys;
    private final JwtEncoder encoder;
    private final String issuer;
    private final String audience;
    private final Clock clock;

    Tokens(
            SigningKeys keys,
            @Value("${tradewind.security.issuer}") String issuer,
            @Value("${tradewind.security.audience}") String audience,
            Clock clock) {
        this.keys = keys;
        this.encoder = new NimbusJwtEncoder((selector, _) -> selector.select(keys.all()));
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    public String issue(Account account, UUID sessionId) {
        var claims = claims(account.id(), sessionId)
                .claim("email", account.email())
                .claim("roles", new ArrayList<>(account.roles()));
        var organization = account.organizationId();
        if (organization != null) {
            claims.claim("org", organization.toString());
        }
        return signed(claims).getTokenValue();
    }

    /// A machine has no role, so nothing that people may do; and it is its own session.
    public Jwt issueToMachine(UUID clientId, UUID organizationId, Set<Scope> scopes) {
        return signed(claims(clientId, clientId)
                .claim("org", organizationId.toString())
                .claim("roles", List.of())
                .claim("scope", scopes.stream().map(Scope::word).sorted().collect(Collectors.joining(" "))));
    }

    private JwtClaimsSet.Builder claims(UUID subject, UUID sessionId) {
        var now = clock.instant();
        return JwtClaimsSet.builder()
                .issuer(issuer)
                .audience(List.of(audience))
                .subject(subject.toString())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .claim("sid", sessionId.toString());
    }

    private Jwt signed(JwtClaimsSet.Builder claims) {
        var header = JwsHeader.with(SignatureAlgorithm.RS256)
                .keyId(keys.current().getKeyID())
                .type("JWT")
                .build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build()));
    }
}
