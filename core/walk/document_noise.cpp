#include "core/walk/document_noise.h"

#include <fmt/format.h>

namespace pw {

namespace {

constexpr std::string_view kinds[] = {"none", "salt_and_pepper", "gaussian"};
constexpr std::int64_t largest_seed = 1'000'000'000;

Expected<double> read_fraction(const Place& place, const Json& v, std::string_view key) {
    const bool number = v.kind == Json::Kind::integer || v.kind == Json::Kind::number;
    if (number && v.number >= 0 && v.number <= 1) return v.number;
    return place.refuse("range", v.line, {std::string(key), 0, 1});
}

Expected<Noise> read_noise(const Place& place, const Json& json) {
    static constexpr std::string_view known[] = {"kind", "amount", "seed"};
    if (auto checked = place.check_keys(json, known); !checked) return tl::unexpected(checked.error());
    Noise noise;
    const Json* kind = json.find("kind");
    if (!kind) return place.refuse("missing", json.line, {std::string("kind")});
    const auto chosen = place.choice(*kind, "kind", kinds);
    if (!chosen) return tl::unexpected(chosen.error());
    noise.kind = static_cast<Noise::Kind>(*chosen);
    if (const Json* v = json.find("amount")) {
        const auto amount = read_fraction(place, *v, "amount");
        if (!amount) return tl::unexpected(amount.error());
        noise.amount = *amount;
    }
    if (const Json* v = json.find("seed")) {
        const auto seed = place.integer(*v, "seed", 0, largest_seed);
        if (!seed) return tl::unexpected(seed.error());
        noise.seed = static_cast<std::uint64_t>(*seed);
    }
    return noise;
}

Expected<Shift> read_shift(const Place& place, const Json& json) {
    if (json.kind != Json::Kind::list || json.list.size() != 2)
        return place.refuse("not_a_pair", json.line, {std::string("shift")});
    int by[2];
    for (std::size_t i = 0; i < 2; ++i) {
        const auto read = place.integer(json.list[i], "shift", -1, 1);
        if (!read) return tl::unexpected(read.error());
        by[i] = static_cast<int>(*read);
    }
    return Shift{by[0], by[1]};
}

}  // namespace

Expected<Disturbance> read_disturbance(const Place& place, const Json& input) {
    Disturbance by;
    if (const Json* v = input.find("noise")) {
        const auto noise = read_noise(place, *v);
        if (!noise) return tl::unexpected(noise.error());
        by.noise = *noise;
    }
    if (const Json* v = input.find("shift")) {
        const auto shift = read_shift(place, *v);
        if (!shift) return tl::unexpected(shift.error());
        by.shift = *shift;
    }
    return by;
}

std::string write_disturbance(const Disturbance& by) {
    std::string out;
    if (by.noise.kind != Noise::Kind::none)
        out += fmt::format(R"(, "noise": {{"kind": "{}", "amount": {}, "seed": {}}})",
                           kinds[static_cast<std::size_t>(by.noise.kind)], by.noise.amount, by.noise.seed);
    if (by.shifted()) out += fmt::format(R"(, "shift": [{}, {}])", by.shift.dy, by.shift.dx);
    return out;
}

}  // namespace pw
