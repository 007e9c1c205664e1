#include "core/words/words.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "core/base/asset.h"
#include "core/base/number.h"

namespace pw {

namespace {

// An unknown key shows where it stands, so that it is seen and can be searched for.
std::string unknown(std::string_view key) { return "‹" + std::string(key) + "›"; }

bool is_one(const Arg& a) {
    if (const auto* n = std::get_if<std::int64_t>(&a)) return *n == 1;
    if (const auto* v = std::get_if<double>(&a)) return *v == 1;
    return false;
}

// What stands between braces: "0" or "0:count".
struct Place {
    std::size_t index = 0;
    bool count = false;
};

std::optional<Place> parse_place(std::string_view s) {
    Place place;
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), place.index);
    if (error != std::errc{}) return std::nullopt;
    const std::string_view spec = s.substr(static_cast<std::size_t>(end - s.data()));
    place.count = spec == ":count";
    if (!spec.empty() && !place.count) return std::nullopt;
    return place;
}

std::string show_arg(const Arg& arg, bool count, const Words& words) {
    if (const auto* n = std::get_if<std::int64_t>(&arg)) return count ? show_count(*n) : show_int(*n);
    if (const auto* v = std::get_if<double>(&arg)) return show(*v);
    if (const auto* w = std::get_if<Word>(&arg)) return words(w->key);
    return std::get<std::string>(arg);
}

// Braces that name no argument stay as they are: a text with a flaw is better than none.
std::string fill(std::string_view text, const std::vector<Arg>& args, const Words& words) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if ((c == '{' || c == '}') && i + 1 < text.size() && text[i + 1] == c) {
            out += c;
            ++i;
            continue;
        }
        const std::size_t close = c == '{' ? text.find('}', i) : text.npos;
        const auto place = close == text.npos ? std::nullopt : parse_place(text.substr(i + 1, close - i - 1));
        if (place && place->index < args.size()) {
            out += show_arg(args[place->index], place->count, words);
            i = close;
        } else {
            out += c;
        }
    }
    return out;
}

// Length of the UTF-8 character that begins with this byte.
std::size_t length_of(char lead) {
    const auto b = static_cast<unsigned char>(lead);
    return b < 0xC0 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}

}  // namespace

std::string_view tag(Language l) { return l == Language::zh ? "zh-Hans" : "en"; }

Language language_from(std::string_view locale) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    std::string language;
    for (const char c : locale) {
        if (c == '_' || c == '-' || c == '.' || c == '@') break;
        language += lower(c);
    }
    return language == "zh" ? Language::zh : Language::en;
}

Words Words::load(Language l) {
    Words words;
    words.language_ = l;
    const auto bytes = asset("assets/locales/" + std::string(tag(l)) + ".json");
    if (!bytes) return words;
    const nlohmann::json json = nlohmann::json::parse(*bytes, nullptr, false);
    if (!json.is_object()) return words;
    for (const auto& [key, text] : json.items())
        if (const auto* s = text.get_ptr<const std::string*>()) words.texts_.emplace(key, *s);
    return words;
}

std::string Words::operator()(const Message& m) const {
    auto it = texts_.end();
    if (!m.args.empty() && is_one(m.args.front())) it = texts_.find(m.key + ".one");
    if (it == texts_.end()) it = texts_.find(m.key);
    return it == texts_.end() ? unknown(m.key) : fill(it->second, m.args, *this);
}

bool Words::has(std::string_view key) const { return texts_.find(key) != texts_.end(); }

std::vector<std::string_view> Words::keys() const {
    std::vector<std::string_view> keys;
    keys.reserve(texts_.size());
    for (const auto& [key, text] : texts_) keys.push_back(key);
    return keys;
}

std::string Words::all_text() const {
    std::set<std::string> characters;
    for (const auto& [key, text] : texts_)
        for (std::size_t i = 0; i < text.size();) {
            const std::size_t n = length_of(text[i]);
            characters.insert(text.substr(i, n));
            i += n;
        }
    std::string all;
    for (const std::string& c : characters) all += c;
    return all;
}

}  // namespace pw
