#include "core/figure/colour.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace pw {

namespace {

constexpr Colour hex(std::uint32_t rgb) { return Colour::hex(rgb); }

constexpr Tokens light{
    hex(0xEFEEEA), hex(0xFFFFFF), hex(0xF5F4F1), hex(0xDEDCD6), hex(0x8A8880), hex(0x94928A),
    hex(0xBBB9B1), hex(0x16181D), hex(0x55575E), hex(0x606268), hex(0xFFFFFF), hex(0xE2E0DA),
    hex(0xE7E5E0), hex(0xFFFFFF), hex(0xD2430A), hex(0xBF3B08), hex(0xFBE7DD), hex(0xFFFFFF),
    hex(0x1D5FD1), hex(0xA8123A), hex(0xFBEAEE), hex(0x1A7049), hex(0xFFFFFF),
};
constexpr Tokens dark{
    hex(0x0D0F12), hex(0x16191E), hex(0x1E2228), hex(0x2C3138), hex(0x79818C), hex(0x667079),
    hex(0x4A525C), hex(0xF1F2F4), hex(0xB4BAC3), hex(0x98A0AB), hex(0x21262D), hex(0x0A0C0E),
    hex(0x272C34), hex(0x333A43), hex(0xFF7D45), hex(0xFF7D45), hex(0x2B1D17), hex(0x16181D),
    hex(0x7FB0FF), hex(0xFF8FA6), hex(0x34191F), hex(0x56BD8E), hex(0x0D0F12),
};
constexpr Tokens print{
    hex(0xFFFFFF), hex(0xFFFFFF), hex(0xF5F5F5), hex(0xBDBDBD), hex(0x000000), hex(0x6E6E6E),
    hex(0x9A9A9A), hex(0x000000), hex(0x333333), hex(0x555555), hex(0xFFFFFF), hex(0xF5F5F5),
    hex(0xF5F5F5), hex(0xFFFFFF), hex(0x000000), hex(0x000000), hex(0xEDEDED), hex(0xFFFFFF),
    hex(0x000000), hex(0x000000), hex(0xFFFFFF), hex(0x000000), hex(0xFFFFFF),
};

constexpr std::array<Hue, 8> hues{{
    {hex(0x7CCDFE), hex(0x2179AE)},
    {hex(0xF0DA72), hex(0x877216)},
    {hex(0xF2A5C8), hex(0xB24E82)},
    {hex(0x56BD8E), hex(0x1F7D54)},
    {hex(0xB197E4), hex(0x6D50AE)},
    {hex(0xE5F5BD), hex(0x66792F)},
    {hex(0xB2F2F7), hex(0x2A7F86)},
    {hex(0xD9964D), hex(0x94560F)},
}};
constexpr std::array<std::uint32_t, 4> print_fills{0xFFFFFF, 0xDADADA, 0xF0F0F0, 0xBDBDBD};

constexpr std::array<std::uint32_t, 9> viridis{0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C,
                                               0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725};
constexpr std::array<std::uint32_t, 10> cividis{0x00204D, 0x00336F, 0x39486B, 0x575C6D, 0x707173,
                                                0x8A8779, 0xA69D75, 0xC4B56C, 0xE4CF5B, 0xFFEA46};
constexpr std::array<std::uint32_t, 7> grey{0x1A1A1A, 0x3A3A3A, 0x5C5C5C, 0x7F7F7F,
                                            0xA3A3A3, 0xC8C8C8, 0xEDEDED};
constexpr std::array<std::uint32_t, 9> diverging_stops{0x762A83, 0x9970AB, 0xC2A5CF, 0xE7D4E8, 0xF7F7F7,
                                                       0xD9F0D3, 0xA6DBA0, 0x5AAE61, 0x1B7837};

double linear(double c) { return c <= .04045 ? c / 12.92 : std::pow((c + .055) / 1.055, 2.4); }

std::span<const std::uint32_t> stops_of(Map map, bool diverging) {
    if (diverging) return diverging_stops;
    switch (map) {
        case Map::viridis:
            return viridis;
        case Map::cividis:
            return cividis;
        case Map::grey:
            return grey;
    }
    return grey;
}

}  // namespace

Colour mix(Colour a, Colour b, double k) {
    const auto f = static_cast<float>(k);
    return {a.r + (b.r - a.r) * f, a.g + (b.g - a.g) * f, a.b + (b.b - a.b) * f, a.a + (b.a - a.a) * f};
}

std::string to_hex(Colour c) {
    const auto byte = [](float v) {
        return static_cast<unsigned>(std::lround(std::clamp(v, 0.f, 1.f) * 255));
    };
    return fmt::format("#{:02X}{:02X}{:02X}", byte(c.r), byte(c.g), byte(c.b));
}

double luminance(Colour c) { return .2126 * linear(c.r) + .7152 * linear(c.g) + .0722 * linear(c.b); }

double contrast(Colour a, Colour b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + .05) / (std::min(la, lb) + .05);
}

const Tokens& tokens(Theme theme) {
    switch (theme) {
        case Theme::light:
            return light;
        case Theme::dark:
            return dark;
        case Theme::print:
            return print;
    }
    return light;
}

int region_index(std::int64_t r, std::int64_t c, std::int64_t oh, std::int64_t ow) {
    return static_cast<int>(oh * ow <= 8 ? r * ow + c : (c + 3 * r) % 8);
}

const Hue& region_hue(int index, Theme theme) {
    static const std::array<Hue, 8> printed = [] {
        std::array<Hue, 8> a;
        for (std::size_t i = 0; i < a.size(); ++i) a[i] = {hex(print_fills[i % 4]), hex(0x000000)};
        return a;
    }();
    const auto i = static_cast<std::size_t>(index & 7);
    return theme == Theme::print ? printed[i] : hues[i];
}

bool region_hatched(int index, Theme theme) { return theme == Theme::print && (index & 7) >= 4; }

double Domain::place(double v) const {
    if (std::isnan(v)) return -1;
    if (std::isinf(v)) return v > 0 ? 1 : 0;
    if (high <= low) return .5;
    return clamp01((v - low) / (high - low));
}

void DomainOf::add(double v) {
    if (!std::isfinite(v)) return;
    low_ = any_ ? std::min(low_, v) : v;
    high_ = any_ ? std::max(high_, v) : v;
    any_ = true;
}

Domain DomainOf::result() const {
    if (!any_) return {};
    if (low_ < 0 && high_ > 0) {
        const double far = std::max(-low_, high_);
        return {-far, far, true};
    }
    return {low_, high_, false};
}

Colour map_colour(Map map, bool diverging, double place) {
    const auto stops = stops_of(map, diverging);
    const double at = clamp01(place) * static_cast<double>(stops.size() - 1);
    const auto i = std::min(static_cast<std::size_t>(at), stops.size() - 2);
    return mix(hex(stops[i]), hex(stops[i + 1]), at - static_cast<double>(i));
}

Colour number_on(Colour fill) { return luminance(fill) > .179 ? hex(0x000000) : hex(0xFFFFFF); }

}  // namespace pw
