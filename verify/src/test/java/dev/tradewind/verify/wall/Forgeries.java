package dev.tradewind.verify.wall;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.verify.story.Shop;
import dev.tradewind.verify.suite.Demo;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Tokens as attackers make them out of a good one and what is published, and tokens that only the holder of the
/// signing key could make, wrong in one claim.
final class Forgeries {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final long QUARTER_OF_AN_HOUR = 900;
    private static final int KEY_BITS = 2048;

    private final Shop shop;
    private final Map<String, Object> header;
    private final Map<String, Object> claims;
    private final KeyPair own;
    private final SigningKey key;

    Forgeries(Shop shop) throws GeneralSecurityException {
        this.shop = shop;
        var good = shop.api().token(Demo.customer("pantry")).split("\\.", -1);
        this.header = decoded(good[0]);
        this.claims = decoded(good[1]);
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        this.own = generator.generateKeyPair();
        this.key = SigningKey.read(shop.suite(), String.valueOf(header.get("kid")));
    }

    /// @param keysElsewhere where the attacker publishes his own key
    Map<String, String> all(String keysElsewhere) throws GeneralSecurityException {
        var now = Instant.now().getEpochSecond();
        var foreign = with(header, Map.of("kid", "foreign"));
        var all = new LinkedHashMap<String, String>();
        all.put("algorithm none", unsigned("none"));
        all.put("algorithm NoNe", unsigned("NoNe"));
        all.put("HS256 with the public key as secret", symmetric(published().getEncoded()));
        all.put("HS256 with the public key's PEM as secret", symmetric(pem(published())));
        all.put("signed by a stranger under a foreign kid", signed(foreign, claims, own.getPrivate()));
        all.put("signed by a stranger under our kid", signed(header, claims, own.getPrivate()));
        all.put("keys elsewhere by jku", signed(with(foreign, Map.of("jku", keysElsewhere)), claims, own.getPrivate()));
        all.put("a key of its own by jwk", signed(with(foreign, Map.of("jwk", jwk())), claims, own.getPrivate()));
        all.put("made operator by hand", promoted());
        all.put("expired", ours(Map.of("iat", now - 2 * QUARTER_OF_AN_HOUR, "exp", now - QUARTER_OF_AN_HOUR)));
        all.put("for another audience", ours(Map.of("aud", "somebody-else")));
        all.put("by another issuer", ours(Map.of("iss", "https://elsewhere.example")));
        all.put("a refresh token", refreshToken());
        all.put(
                "of another type",
                signed(with(header, Map.of("kid", key.id(), "typ", "refresh+jwt")), claims, key.key()));
        return all;
    }

    /// Signed as auth-service would: shows that the forgeries are refused for what is wrong with them.
    String good() throws GeneralSecurityException {
        return ours(Map.of("jti", UUID.randomUUID().toString()));
    }

    /// The attacker's keys, as they would be published.
    String keys() {
        return JSON.writeValueAsString(Map.of("keys", List.of(jwk())));
    }

    private String ours(Map<String, Object> changed) throws GeneralSecurityException {
        return signed(with(header, Map.of("kid", key.id())), with(claims, changed), key.key());
    }

    private String unsigned(String algorithm) {
        return encoded(with(header, Map.of("alg", algorithm))) + "." + encoded(claims) + ".";
    }

    private String promoted() {
        var good = shop.api().token(Demo.customer("pantry")).split("\\.", -1);
        return good[0] + "." + encoded(with(claims, Map.of("roles", List.of("OPERATOR")))) + "." + good[2];
    }

    private String refreshToken() {
        var body = Map.of("email", Demo.customer("pantry"), "password", "tradewind-demo");
        return shop.api()
                .post("/api/auth/login", null, JSON.writeValueAsString(body), Map.of())
                .expect(200)
                .text("refreshToken");
    }

    private String symmetric(byte[] secret) throws GeneralSecurityException {
        var content = encoded(with(header, Map.of("alg", "HS256"))) + "." + encoded(claims);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    }

    private static String signed(Map<String, Object> header, Map<String, Object> claims, PrivateKey key)
            throws GeneralSecurityException {
        var content = encoded(header) + "." + encoded(claims);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(UTF_8));
        return content + "." + BASE64.encodeToString(signature.sign());
    }

    private RSAPublicKey published() throws GeneralSecurityException {
        var jwk = shop.api()
                .fetch("/.well-known/jwks.json", null)
                .expect(200)
                .json()
                .at("/keys/0");
        var numbers = new RSAPublicKeySpec(
                number(jwk.path("n").asString()), number(jwk.path("e").asString()));
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(numbers);
    }

    private Map<String, Object> jwk() {
        var key = (RSAPublicKey) own.getPublic();
        return Map.of(
                "kty", "RSA",
                "kid", "foreign",
                "alg", "RS256",
                "n", BASE64.encodeToString(key.getModulus().toByteArray()),
                "e", BASE64.encodeToString(key.getPublicExponent().toByteArray()));
    }

    private static byte[] pem(RSAPublicKey key) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n").getBytes(UTF_8);
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }

    private static Map<String, Object> with(Map<String, Object> all, Map<String, ? extends Object> changed) {
        var result = new HashMap<>(all);
        result.putAll(changed);
        return result;
    }

    private static Map<String, Object> decoded(String part) {
        return JSON.readValue(Base64.getUrlDecoder().decode(part), OBJECT);
    }

    private static String encoded(Map<String, Object> part) {
        return BASE64.encodeToString(JSON.writeValueAsBytes(part));
    }
}
