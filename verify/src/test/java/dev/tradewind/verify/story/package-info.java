/// What customers, staff and the operator live through, told against the running suite.
@NullMarked
package dev.tradewind.verify.story;

import org.jspecify.annotations.NullMarked;
