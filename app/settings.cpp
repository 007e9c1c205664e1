#include "app/settings.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace pw {

namespace {

// What a file may say; nothing else is ever written.
constexpr int least_side = 320, most_side = 16384;
constexpr double least_scale = .75, most_scale = 3;
constexpr int most_digits = 6;

using Json = nlohmann::json;

// Each reads one value and says whether it is one that this setting can have.
bool read(const Json& j, bool& out) {
    if (!j.is_boolean()) return false;
    out = j.get<bool>();
    return true;
}

bool read_between(const Json& j, double low, double high, double& out) {
    if (!j.is_number()) return false;
    const double v = j.get<double>();
    if (!(v >= low && v <= high)) return false;
    out = v;
    return true;
}

bool read_side(const Json& j, int& out) {
    double v = 0;
    if (!j.is_number_integer() || !read_between(j, least_side, most_side, v)) return false;
    out = static_cast<int>(v);
    return true;
}

bool read_digits(const Json& j, int& out) {
    double v = 0;
    if (!j.is_number_integer() || !read_between(j, 0, most_digits, v)) return false;
    out = static_cast<int>(v);
    return true;
}

bool read(const Json& j, Theme& out) {
    if (j == "light")
        out = Theme::light;
    else if (j == "dark")
        out = Theme::dark;
    else
        return false;
    return true;
}

bool read(const Json& j, Language& out) {
    for (const Language l : {Language::en, Language::zh}) {
        if (!j.is_string() || j.get<std::string>() != tag(l)) continue;
        out = l;
        return true;
    }
    return false;
}

enum class Outcome { good, unknown, bad };

Outcome read_setting(const std::string& key, const Json& j, Settings& s) {
    const auto of = [](bool good) { return good ? Outcome::good : Outcome::bad; };
    if (key == "version") return of(j == 1);
    if (key == "theme") return of(read(j, s.theme));
    if (key == "language") return of(read(j, s.language));
    if (key == "scale") return of(read_between(j, least_scale, most_scale, s.scale));
    if (key == "width") return of(read_side(j, s.width));
    if (key == "height") return of(read_side(j, s.height));
    if (key == "indices") return of(read(j, s.indices));
    if (key == "reduced_motion") return of(read(j, s.reduced_motion));
    if (key == "fractions") return of(read(j, s.numbers.fractions));
    if (key == "digits") return of(read_digits(j, s.numbers.digits));
    return Outcome::unknown;
}

}  // namespace

Expected<Settings> read_settings(std::string_view json, std::string_view name) {
    const std::string file(name);
    const Json j = Json::parse(json, nullptr, false);
    if (j.is_discarded() || !j.is_object()) return fail("problem.settings.syntax", {file});
    Settings s;
    for (const auto& [key, value] : j.items()) {
        const Outcome outcome = read_setting(key, value, s);
        if (outcome == Outcome::unknown) return fail("problem.settings.unknown", {file, key});
        if (outcome == Outcome::bad) return fail("problem.settings.value", {file, key});
    }
    return s;
}

std::string write_settings(const Settings& s) {
    const nlohmann::ordered_json j = {{"version", 1},
                                      {"theme", s.theme == Theme::dark ? "dark" : "light"},
                                      {"language", std::string(tag(s.language))},
                                      {"scale", std::clamp(s.scale, least_scale, most_scale)},
                                      {"width", std::clamp(s.width, least_side, most_side)},
                                      {"height", std::clamp(s.height, least_side, most_side)},
                                      {"indices", s.indices},
                                      {"reduced_motion", s.reduced_motion},
                                      {"fractions", s.numbers.fractions},
                                      {"digits", std::clamp(s.numbers.digits, 0, most_digits)}};
    return j.dump(2) + "\n";
}

}  // namespace pw
