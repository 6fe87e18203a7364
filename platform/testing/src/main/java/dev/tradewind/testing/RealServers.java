package dev.tradewind.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Gives a Spring test context real servers: an empty database and a topic prefix of its own, a random port, keys to
/// believe [TestTokens].
///
/// Contexts with the same configuration are shared between test classes, and so is what they wrote: use fresh ids.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface RealServers {

    /// For services that own no database.
    boolean postgres() default true;

    boolean kafka() default true;

    boolean redis() default false;

    boolean elasticsearch() default false;
}
