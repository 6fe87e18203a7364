/// Pictures that staff upload: what is really in them is looked at, they are drawn anew, and what comes out is kept
/// under a name that never means anything else.
@NullMarked
package dev.tradewind.catalog.media;

import org.jspecify.annotations.NullMarked;
