package dev.tradewind.contracts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The Kafka topic of a conversation. Every topic has 12 partitions; changing that number remaps keys.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Topic {

    /// The name without any site's prefix, such as `orders.events`.
    String value();

    /// Whether only the newest message of a key has to be kept.
    boolean compacted() default false;

    /// How long a message is kept where nothing is compacted: seven days unless said otherwise.
    int keptHours() default SEVEN_DAYS;

    int SEVEN_DAYS = 168;
}
