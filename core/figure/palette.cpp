#include "core/figure/palette.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace pw {

namespace {

using nlohmann::json;

constexpr double readable = 4.5;  // contrast of text, WCAG AA

struct Name {
    std::string_view name;
    Colour Tokens::*colour;
};
constexpr Name names[] = {
    {"sheet", &Tokens::sheet},
    {"well", &Tokens::well},
    {"line", &Tokens::line},
    {"slot", &Tokens::slot},
    {"hatch", &Tokens::hatch},
    {"ink", &Tokens::ink},
    {"text2", &Tokens::text2},
    {"text3", &Tokens::text3},
    {"accent", &Tokens::accent},
    {"accent_text", &Tokens::accent_text},
    {"accent_soft", &Tokens::accent_soft},
    {"halo", &Tokens::halo},
};

std::optional<Colour> colour_of(const json& value) {
    if (!value.is_string()) return std::nullopt;
    const std::string s = value.get<std::string>();
    if (s.size() != 7 || s[0] != '#' || s.find_first_not_of("0123456789abcdefABCDEF", 1) != std::string::npos)
        return std::nullopt;
    return Colour::hex(static_cast<std::uint32_t>(std::stoul(s.substr(1), nullptr, 16)));
}

// Towards black or white, whichever is further from the ground, until it can be read there.
Colour read_on(Colour c, Colour ground) {
    const Colour far = number_on(ground);
    for (double k = 0; k < 1; k += .02)
        if (contrast(mix(c, far, k), ground) >= readable) return mix(c, far, k);
    return far;
}

std::string all_names() {
    std::string all;
    for (const Name& n : names) all += std::string(n.name) + ", ";
    return all + "regions";
}

tl::unexpected<Problem> wrong(std::string_view file, std::string key) {
    return fail("problem.palette.colour", {std::string(file), std::move(key)});
}

Expected<void> take_regions(std::string_view file, const json& list, Palette& p) {
    if (!list.is_array() || list.empty() || list.size() > p.hues.size()) return wrong(file, "regions");
    std::vector<Colour> fills;
    for (const json& value : list) {
        const auto c = colour_of(value);
        if (!c) return wrong(file, "regions");
        fills.push_back(*c);
    }
    for (std::size_t i = 0; i < p.hues.size(); ++i) {
        const Colour fill = fills[i % fills.size()];
        p.hues[i] = {fill, read_on(fill, p.tokens.sheet)};
    }
    return {};
}

// What follows from the accent, unless it is named itself.
void derive(const json& given, Palette& p) {
    Tokens& t = p.tokens;
    if (given.contains("accent") && !given.contains("accent_text"))
        t.accent_text = read_on(t.accent, t.sheet);
    if (given.contains("accent") && !given.contains("accent_soft"))
        t.accent_soft = mix(t.sheet, t.accent, .14);
    if (given.contains("accent")) t.on_accent = number_on(t.accent);
    if (given.contains("sheet") && !given.contains("halo")) t.halo = t.sheet;
}

}  // namespace

Expected<Palette> read_palette(std::string_view name, std::string_view text, Theme theme) {
    const json given = json::parse(text, nullptr, false);
    if (!given.is_object()) return fail("problem.palette.json", {std::string(name)});
    Palette p;
    p.tokens = tokens(theme);
    for (int i = 0; i < 8; ++i) p.hues[static_cast<std::size_t>(i)] = region_hue(i, theme);
    for (const auto& [key, value] : given.items()) {
        if (key == "regions") continue;
        const auto known = std::ranges::find(names, key, &Name::name);
        if (known == std::end(names))
            return fail("problem.palette.unknown", {std::string(name), key, all_names()});
        const auto c = colour_of(value);
        if (!c) return wrong(name, key);
        p.tokens.*(known->colour) = *c;
    }
    derive(given, p);
    if (given.contains("regions"))
        if (auto taken = take_regions(name, given["regions"], p); !taken)
            return tl::unexpected(taken.error());
    return p;
}

}  // namespace pw
