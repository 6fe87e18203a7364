package dev.tradewind.auth.throttling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Attempts that all instances count together, each decided in one step.
@Component
class AttemptsInRedis implements Attempts {

    private static final RedisScript<Long> COUNT = new DefaultRedisScript<>("""
        local now = tonumber(ARGV[1])
        local window = tonumber(ARGV[2])
        local wait = 0
        for i = 1, 2 do
          redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now - window)
          if redis.call('ZCARD', KEYS[i]) >= tonumber(ARGV[3 + i]) then
            local oldest = redis.call('ZRANGE', KEYS[i], 0, 0, 'WITHSCORES')
            wait = math.max(wait, tonumber(oldest[2]) + window - now)
          end
        end
        if wait == 0 and ARGV[3] ~= '' then
          for i = 1, 2 do
            redis.call('ZADD', KEYS[i], now, ARGV[3])
            redis.call('PEXPIRE', KEYS[i], window)
          end
        end
        return wait
        """, Long.class);

    private final StringRedisTemplate redis;
    private final ThrottlingProperties limits;

    AttemptsInRedis(StringRedisTemplate redis, ThrottlingProperties limits) {
        this.redis = redis;
        this.limits = limits;
    }

    @Override
    public Duration count(Asker asker, String id, Instant now) {
        var wait = redis.execute(
                COUNT,
                keys(asker),
                Long.toString(now.toEpochMilli()),
                Long.toString(limits.window().toMillis()),
                id,
                Integer.toString(limits.perAccount()),
                Integer.toString(limits.perAddress()));
        return Duration.ofMillis(wait);
    }

    @Override
    public void forget(Asker asker, String id) {
        keys(asker).forEach(it -> redis.opsForZSet().remove(it, id));
    }

    private static List<String> keys(Asker asker) {
        return List.of("sign-ins:account:" + asker.account(), "sign-ins:address:" + asker.address());
    }
}
