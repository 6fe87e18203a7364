/// Tests of the package of the same name.
@NullMarked
package dev.tradewind.auth.contacts;

import org.jspecify.annotations.NullMarked;
