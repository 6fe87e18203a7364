package dev.tradewind.auth.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tradewind.auth.domain.Place;
import dev.tradewind.auth.profile.Addresses.Address;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.ExpectedVersion;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// One's own addresses; somebody else's are not there.
@RestController
@RequestMapping("/api/me/addresses")
class AddressController {

    private final Addresses addresses;

    AddressController(Addresses addresses) {
        this.addresses = addresses;
    }

    record AddressRequest(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 200) String line1,
            @Nullable @Size(max = 200) String line2,
            @NotBlank @Size(max = 100) String city,
            @Nullable @Size(max = 100) String region,
            @NotBlank @Size(max = 20) String postalCode,

            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be two capitals of ISO 3166")
            String country,

            @JsonProperty("default") @Nullable Boolean isDefault) {

        Place place() {
            return new Place(name, line1, line2, city, region, postalCode, country);
        }

        boolean asDefault() {
            return Boolean.TRUE.equals(isDefault);
        }

        @Override
        public String toString() {
            return "AddressRequest";
        }
    }

    record AddressView(
            UUID id,
            String name,
            String line1,
            @Nullable String line2,
            String city,
            @Nullable String region,
            String postalCode,
            String country,
            @JsonProperty("default") boolean isDefault,
            long version) {

        static AddressView of(Address it) {
            var place = it.place();
            return new AddressView(
                    it.id(),
                    place.name(),
                    place.line1(),
                    place.line2(),
                    place.city(),
                    place.region(),
                    place.postalCode(),
                    place.country(),
                    it.isDefault(),
                    it.version());
        }

        @Override
        public String toString() {
            return "AddressView[" + id + "]";
        }
    }

    @GetMapping
    Page<AddressView> own(Caller caller, PageRequest page) {
        var rows = addresses.of(caller.accountId(), page.afterId(), page.rows());
        return Page.of(page, rows, it -> Cursor.after(it.id())).map(AddressView::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<AddressView> one(Caller caller, @PathVariable UUID id) {
        return answer(HttpStatus.OK, addresses.of(caller.accountId(), id));
    }

    @PostMapping
    ResponseEntity<AddressView> add(Caller caller, @Valid @RequestBody AddressRequest wanted) {
        var id = addresses.add(caller.accountId(), wanted.place(), wanted.asDefault());
        return answer(HttpStatus.CREATED, addresses.of(caller.accountId(), id));
    }

    @PutMapping("/{id}")
    ResponseEntity<AddressView> replace(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody AddressRequest wanted) {
        return answer(
                HttpStatus.OK,
                addresses.replace(
                        caller.accountId(), id, new ExpectedVersion(ifMatch), wanted.place(), wanted.asDefault()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        addresses.remove(caller.accountId(), id, new ExpectedVersion(ifMatch));
    }

    private static ResponseEntity<AddressView> answer(HttpStatus status, Address address) {
        var answer = ResponseEntity.status(status).eTag(ExpectedVersion.tag(address.version()));
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create("/api/me/addresses/" + address.id()));
        }
        return answer.body(AddressView.of(address));
    }
}
