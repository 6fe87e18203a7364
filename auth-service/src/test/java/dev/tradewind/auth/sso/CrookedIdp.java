package dev.tradewind.auth.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A provider no provider should be: what a good one never sends, this one sends when its code is called so.
final class CrookedIdp {

    static final String CLIENT = "tradewind";

    private static final RSAKey KEY = key();
    private static final RSAKey STRANGERS_KEY = key();
    private static final ECKey ELLIPTIC_KEY = ellipticKey();

    private final HttpServer server;
    private final CountDownLatch forever = new CountDownLatch(1);

    private CrookedIdp(HttpServer server) {
        this.server = server;
    }

    static CrookedIdp start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            var idp = new CrookedIdp(server);
            server.createContext("/.well-known/openid-configuration", it -> answer(it, 200, idp.configuration()));
            server.createContext(
                    "/keys",
                    it -> answer(
                            it, 200, new JWKSet(List.of(KEY.toPublicJWK(), ELLIPTIC_KEY.toPublicJWK())).toString()));
            server.createContext("/token", idp::token);
            server.start();
            return idp;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String configuration() {
        return """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}
                """.formatted(issuer());
    }

    /// The code is `<crime>.<nonce>`.
    private void token(HttpExchange exchange) throws IOException {
        var form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var code = form.replaceAll("(?s).*\\bcode=([^&]+).*", "$1").split("\\.", 2);
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject("crook")
                .claim("nonce", code[1])
                .claim("email", "crook@idp.demo")
                .claim("email_verified", true)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build();
        switch (code[0]) {
            case "honest" -> tokens(exchange, signed(JWSAlgorithm.RS256, signer(KEY), claims));
            case "elliptic" -> tokens(exchange, signed(JWSAlgorithm.ES256, ellipticSigner(), claims));
            case "stranger" -> tokens(exchange, signed(JWSAlgorithm.RS256, signer(STRANGERS_KEY), claims));
            case "otherAlgorithm" -> tokens(exchange, signed(JWSAlgorithm.RS512, signer(KEY), claims));
            case "publicKeyAsSecret" -> tokens(exchange, signed(JWSAlgorithm.HS256, macSigner(), claims));
            case "unsigned" -> tokens(exchange, new PlainJWT(claims).serialize());
            case "garbage" -> answer(exchange, 200, "{\"access_token\": ");
            case "broken" -> answer(exchange, 500, "<html>");
            case "silent" -> await();
            default -> answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
        }
    }

    private void await() {
        try {
            forever.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tokens(HttpExchange exchange, String idToken) throws IOException {
        answer(exchange, 200, """
                {"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": "%s"}""".formatted(idToken));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(algorithm)
                            .keyID(algorithm.equals(JWSAlgorithm.ES256) ? ELLIPTIC_KEY.getKeyID() : KEY.getKeyID())
                            .build(),
                    claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static JWSSigner ellipticSigner() {
        try {
            return new ECDSASigner(ELLIPTIC_KEY);
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static ECKey ellipticKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("two").generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static JWSSigner macSigner() {
        try {
            return new MACSigner(KEY.toRSAPublicKey().getEncoded());
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
