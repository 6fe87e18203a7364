package dev.tradewind.auth.domain;

import org.jspecify.annotations.Nullable;

/// Where somebody's goods go.
///
/// @param country two capitals of ISO 3166
public record Place(
        String name,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String region,
        String postalCode,
        String country) {

    @Override
    public String toString() {
        return "Place[" + country + "]";
    }
}
