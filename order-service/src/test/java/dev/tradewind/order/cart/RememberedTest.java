package dev.tradewind.order.cart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.order.cart.Cart.Hold;
import dev.tradewind.order.cart.Cart.Owner;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

class RememberedTest {

    private static final Duration TIMEOUT = Duration.ofMillis(250);

    /// Takes connections and never says anything, as a machine that hangs does.
    @Test
    void F1_forASilentRedisNobodyWaitsButTheFirst() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var factory = new LettuceConnectionFactory(
                    new RedisStandaloneConfiguration("127.0.0.1", silent.getLocalPort()),
                    LettuceClientConfiguration.builder()
                            .commandTimeout(TIMEOUT)
                            .clientOptions(ClientOptions.builder()
                                    .socketOptions(SocketOptions.builder()
                                            .connectTimeout(TIMEOUT)
                                            .build())
                                    .build())
                            .build());
            factory.afterPropertiesSet();
            factory.start();
            try {
                var remembered = new Remembered(new StringRedisTemplate(factory), new JsonMapper());
                var owner = new Owner(UUID.randomUUID(), UUID.randomUUID());
                var cart = new Cart(
                        UUID.randomUUID(), owner, null, 0, 1, 0, new Hold(Hold.Status.NONE, null), null, List.of());
                remembered.remember(cart);

                var begun = System.nanoTime();
                for (var i = 0; i < 1_000; i++) {
                    assertThat(remembered.find(owner)).isEmpty();
                    remembered.remember(cart);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            } finally {
                factory.destroy();
            }
        }
    }
}
