// Every word on screen, in figures, in errors and in --help: assets/locales/<tag>.json, a flat object key ->
// text.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/expected.h"
#include "core/base/message.h"

namespace pw {

enum class Language { en, zh };
std::string_view tag(Language l);  // "en", "zh-Hans"
// "zh_CN.UTF-8", "zh-Hans", "en", … ; English for everything unknown.
Language language_from(std::string_view locale);

class Words {
  public:
    // Reads the embedded locale. A broken one is a programming error that a test finds.
    static Words load(Language l);

    Language language() const { return language_; }
    // Fills {0}, {1} … of the text; {0:count} groups the digits of a whole number; {{ and }} are braces.
    // Numbers as core/base/number.h shows them. When the first argument is the number 1 and "key.one" exists,
    // that text is taken. An unknown key comes back as itself, in ‹ ›.
    std::string operator()(const Message& m) const;
    std::string operator()(std::string_view key) const { return (*this)(Message(std::string(key))); }
    bool has(std::string_view key) const;
    std::vector<std::string_view> keys() const;
    // Every character that any text of this language uses, as UTF-8, for the panels' font atlas.
    std::string all_text() const;

  private:
    Language language_ = Language::en;
    std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace pw
