/// Programs of partners: let in by an organisation, with a secret instead of a person.
@NullMarked
package dev.tradewind.auth.machines;

import org.jspecify.annotations.NullMarked;
