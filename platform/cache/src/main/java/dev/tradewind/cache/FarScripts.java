package dev.tradewind.cache;

import org.springframework.data.redis.core.script.RedisScript;

/// What happens in Redis in one step. A value is `<version>:<json>`; without the JSON it says that this version or a
/// newer one is expected.
final class FarScripts {

    /// The entry; else `L` when the caller may load it, and `W` when somebody else does.
    static final RedisScript<String> FIND_OR_LEASE = RedisScript.of("""
            local found = redis.call('GET', KEYS[1])
            if found and string.sub(found, -1) ~= ':' then return found end
            if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return 'L' end
            return 'W'""", String.class);

    /// Never over something newer.
    static final RedisScript<Long> PUT = RedisScript.of("""
            if redis.call('GET', KEYS[2]) == ARGV[4] then redis.call('DEL', KEYS[2]) end
            local there = redis.call('GET', KEYS[1])
            if there and tonumber(string.match(there, '^%d+')) > tonumber(ARGV[1]) then return 0 end
            redis.call('SET', KEYS[1], ARGV[1] .. ':' .. ARGV[2], 'PX', ARGV[3])
            return 1""", Long.class);

    /// Leaves behind which version is expected, for those who are still loading an older one.
    static final RedisScript<Long> DROP = RedisScript.of("""
            local there = redis.call('GET', KEYS[1])
            if there and tonumber(string.match(there, '^%d+')) >= tonumber(ARGV[1]) then return 0 end
            redis.call('SET', KEYS[1], ARGV[1] .. ':', 'PX', ARGV[2])
            return 1""", Long.class);

    static final RedisScript<Long> GIVE_UP = RedisScript.of("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0""", Long.class);

    private FarScripts() {}
}
