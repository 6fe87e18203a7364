package dev.tradewind.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tokens as auth-service makes them, signed with a key that only tests believe, and tokens that look like them but
/// must not be believed.
///
/// The keys lie beside this class, because to make them costs each JVM of tests some seconds. For the same reason
/// whoever asks again for the token of the same account gets the one there is.
public final class TestTokens {

    static final String ISSUER = "http://127.0.0.1:8080";
    static final String AUDIENCE = "tradewind";

    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final RSAKey KEY = key("tests");
    private static final RSAKey FOREIGN_KEY = key("stranger");
    private static final KeyServer KEYS = KeyServer.start(KEY.toPublicJWK());
    private static final KeyServer FOREIGN_KEYS = KeyServer.start(FOREIGN_KEY.toPublicJWK());

    private static final ConcurrentMap<Holder, Issued> ISSUED = new ConcurrentHashMap<>();

    private TestTokens() {}

    private record Holder(UUID account, @Nullable UUID organization, List<String> roles) {}

    private record Issued(String token, Instant at) {

        boolean isOld() {
            return at.plus(LIFETIME.dividedBy(2)).isBefore(Instant.now());
        }
    }

    /// The address where the public key is.
    public static String keys() {
        return KEYS.uri();
    }

    /// All ways to forge a token that we know, each with a name.
    public static Map<String, String> attacks() {
        var attacks = new LinkedHashMap<String, String>();
        attacks.put("algorithm none", unsigned());
        attacks.put("HS256 with the public key as secret", signedWithThePublicKey());
        attacks.put("signed by a stranger under a foreign kid", signedByAStranger());
        attacks.put("signed by a stranger under our kid", signedByAStrangerInOurName());
        attacks.put("keys elsewhere by jku", namingItsOwnKeys());
        attacks.put("a key of its own by jwk", bringingItsOwnKey());
        attacks.put("expired", expired());
        attacks.put("without expiry", withoutExpiry());
        attacks.put("for another audience", forAnotherAudience());
        attacks.put("by another issuer", byAnotherIssuer());
        attacks.put("a refresh token", refreshToken());
        attacks.put("of another type", ofAnotherType());
        attacks.put("tampered", tampered());
        attacks.put("nonsense", "x.y.z");
        return attacks;
    }

    public static String customer(UUID account, UUID organization) {
        return of(account, organization, "CUSTOMER");
    }

    public static String staff(UUID account, UUID organization) {
        return of(account, organization, "STAFF");
    }

    public static String admin(UUID account, UUID organization) {
        return of(account, organization, "ADMIN");
    }

    public static String operator() {
        return of(UUID.randomUUID(), null, "OPERATOR");
    }

    public static String of(UUID account, @Nullable UUID organization, String... roles) {
        return ISSUED.compute(
                        new Holder(account, organization, List.of(roles)),
                        (holder, issued) -> issued == null || issued.isOld() ? issued(holder) : issued)
                .token();
    }

    private static Issued issued(Holder holder) {
        var claims =
                claims(holder.account(), holder.organization(), holder.roles().toArray(String[]::new));
        return new Issued(signed(KEY, claims.build()), Instant.now());
    }

    /// A good customer's token but for what the caller changes.
    public static String changed(Consumer<JWTClaimsSet.Builder> change) {
        var claims = someone();
        change.accept(claims);
        return signed(KEY, claims.build());
    }

    public static String expired() {
        var longAgo = Instant.now().minus(Duration.ofHours(1));
        return changed(it -> it.issueTime(Date.from(longAgo)).expirationTime(Date.from(longAgo.plus(LIFETIME))));
    }

    public static String withoutExpiry() {
        return changed(it -> it.expirationTime(null));
    }

    public static String forAnotherAudience() {
        return changed(it -> it.audience("somebody-else"));
    }

    public static String byAnotherIssuer() {
        return changed(it -> it.issuer("http://elsewhere.example"));
    }

    /// Algorithm `none`.
    public static String unsigned() {
        return new PlainJWT(someone().build()).serialize();
    }

    /// HS256 with the public key as the secret: good to whoever lets the token choose the algorithm.
    public static String signedWithThePublicKey() {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(KEY.getKeyID())
                            .build(),
                    someone().build());
            token.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// A key nobody published.
    public static String signedByAStranger() {
        return signed(FOREIGN_KEY, someone().build());
    }

    /// A key nobody published, under the name of one that was.
    public static String signedByAStrangerInOurName() {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()),
                FOREIGN_KEY,
                someone().build());
    }

    /// Good to whoever fetches the key from where the token says (`jku`).
    public static String namingItsOwnKeys() {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(FOREIGN_KEY.getKeyID())
                .jwkURL(URI.create(FOREIGN_KEYS.uri()));
        return signed(header, FOREIGN_KEY, someone().build());
    }

    /// Good to whoever takes the key that comes with the token (`jwk`).
    public static String bringingItsOwnKey() {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(FOREIGN_KEY.getKeyID())
                .jwk(FOREIGN_KEY.toPublicJWK());
        return signed(header, FOREIGN_KEY, someone().build());
    }

    /// How often somebody followed [#namingItsOwnKeys].
    public static int timesForeignKeysWereFetched() {
        return FOREIGN_KEYS.timesAsked();
    }

    /// Signed by us, but for something else than access.
    public static String ofAnotherType() {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).type(new JOSEObjectType("refresh+jwt"));
        return signed(header, KEY, someone().build());
    }

    /// What auth-service gives to get the next access token with: opaque.
    public static String refreshToken() {
        return "tw_" + UUID.randomUUID() + UUID.randomUUID();
    }

    /// Good but for one changed claim after signing: a customer made operator.
    public static String tampered() {
        var good = changed(_ -> {}).split("\\.", -1);
        var better = signed(
                        FOREIGN_KEY, claims(UUID.randomUUID(), null, "OPERATOR").build())
                .split("\\.", -1);
        return good[0] + "." + better[1] + "." + good[2];
    }

    private static JWTClaimsSet.Builder someone() {
        return claims(UUID.randomUUID(), UUID.randomUUID(), "CUSTOMER");
    }

    private static JWTClaimsSet.Builder claims(UUID account, @Nullable UUID organization, String... roles) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(account.toString())
                .claim("email", account + "@tradewind.test")
                .claim("org", organization == null ? null : organization.toString())
                .claim("roles", List.of(roles))
                .claim("sid", UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()), key, claims);
    }

    private static String signed(JWSHeader.Builder header, RSAKey key, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header.build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static RSAKey key(String id) {
        try (var keys = TestTokens.class.getResourceAsStream("keys.json")) {
            return JWKSet.load(Objects.requireNonNull(keys, "keys.json"))
                    .getKeyByKeyId(id)
                    .toRSAKey();
        } catch (IOException | ParseException unreadable) {
            throw new IllegalStateException("keys.json", unreadable);
        }
    }
}
