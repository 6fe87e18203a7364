package dev.tradewind.contracts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name a message has on the wire, for ever: `dev.tradewind.<context>.<fact>.v<n>`, the `ce_type`.
/// A reader finds the record by this name from an explicit list, never by a class name in a header.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WireName {
    String value();
}
