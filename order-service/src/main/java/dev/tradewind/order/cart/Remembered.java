package dev.tradewind.order.cart;

import dev.tradewind.order.cart.Cart.Owner;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Carts as Redis remembers them. It may forget anything, be old or be away: whoever reads compares the version with
/// the database's, and while Redis is away nobody waits for it more than once a second.
@Component
class Remembered {

    private static final Logger log = LoggerFactory.getLogger(Remembered.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private volatile long awayUntil = System.nanoTime();

    Remembered(StringRedisTemplate redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    Optional<Cart> find(Owner owner) {
        if (isAway()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(redis.opsForValue().get(key(owner)))
                    .map(it -> json.readValue(it, Cart.class))
                    .filter(it -> it.owner().equals(owner));
        } catch (DataAccessException away) {
            tell(away);
            return Optional.empty();
        } catch (JacksonException unreadable) {
            log.atDebug().setCause(unreadable).log("A remembered cart cannot be read");
            return Optional.empty();
        }
    }

    void remember(Cart cart) {
        if (isAway()) {
            return;
        }
        try {
            redis.opsForValue().set(key(cart.owner()), json.writeValueAsString(cart), Carts.KEPT);
        } catch (DataAccessException away) {
            tell(away);
        }
    }

    static String key(Owner owner) {
        return "cart:" + owner.organizationId() + ":" + owner.customerId();
    }

    private boolean isAway() {
        return System.nanoTime() - awayUntil < 0;
    }

    private void tell(DataAccessException away) {
        awayUntil = System.nanoTime() + PAUSE_NANOS;
        log.atDebug().setCause(away).log("Redis is away");
    }
}
