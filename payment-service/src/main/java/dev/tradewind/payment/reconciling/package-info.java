/// Compares our ledger with the providers' books, a day at a time, and keeps a report.
@NullMarked
package dev.tradewind.payment.reconciling;

import org.jspecify.annotations.NullMarked;
