package dev.tradewind.auth.sso;

import org.jspecify.annotations.Nullable;

/// Who somebody is to a provider. Issuer and subject together never change and are never given to another; what else
/// is said may.
record Identity(
        String issuer,
        String subject,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String name) {

    /// Without what it says of a person.
    @Override
    public String toString() {
        return "Identity[" + issuer + "]";
    }
}
