// A sentence that is not yet in any language: a key of assets/locales/*.json and what fills its places.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pw {

// An argument that is itself a translated word, such as the name of a parameter.
struct Word {
    std::string key;
    bool operator==(const Word&) const = default;
};

using Arg = std::variant<std::int64_t, double, std::string, Word>;

// Holds no text in any language: core/words turns it into one where it is shown.
struct Message {
    std::string key;
    std::vector<Arg> args;

    Message() = default;
    explicit Message(std::string key_, std::vector<Arg> args_ = {})
        : key(std::move(key_)), args(std::move(args_)) {}
    bool operator==(const Message&) const = default;
    explicit operator bool() const { return !key.empty(); }
};

}  // namespace pw
