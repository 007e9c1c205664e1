// The options of a command line as words, and their values read one after the other.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/problem.h"
#include "core/tensor/reading.h"

namespace pw {

using Given =
    std::map<std::string, std::string, std::less<>>;  // option -> its text, of those that were given

// The first that can't be is the problem.
class Values {
  public:
    explicit Values(Given given) : given_(std::move(given)) {}
    std::optional<Problem> problem;

    bool has(const char* name) const { return given_.contains(name); }
    std::string text(const char* name) const {
        const auto at = given_.find(name);
        return at == given_.end() ? "" : at->second;
    }
    // `read` turns a text into a value; `wanted` is the key of what it should be.
    template <class T, class Read>
    void take(const char* name, std::optional<T>& out, const char* wanted, Read read) {
        const auto at = given_.find(name);
        if (at == given_.end() || problem) return;
        out = read(at->second);
        if (!out)
            problem = Problem(Message("problem.cli.value", {std::string(name), at->second, Word{wanted}}));
    }
    // A word out of a few, which the message lists.
    template <class T>
    void choose(const char* name, std::optional<T>& out,
                std::initializer_list<std::pair<const char*, T>> words) {
        const auto at = given_.find(name);
        if (at == given_.end() || problem) return;
        std::string all;
        for (const auto& [word, value] : words) {
            if (at->second == word) out = value;
            all += (all.empty() ? "" : ", ") + std::string(word);
        }
        if (!out) problem = Problem(Message("problem.cli.choice", {std::string(name), at->second, all}));
    }
    // The same options for every subcommand that reads files.
    Reading reading();
    void refuse(const char* key, std::vector<Arg> args = {}) {
        if (!problem) problem = Problem(Message(key, std::move(args)));
    }

  private:
    Given given_;
};

}  // namespace pw
