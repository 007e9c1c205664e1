// Shaped texts, the least recently used forgotten first.
#pragma once

#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/text/fonts.h"

namespace pw {

class ShapeCache {
  public:
    struct Key {
        std::string_view text;
        Weight weight = Weight::regular;
        double size = 1;
        bool operator==(const Key&) const = default;
    };

    // The reference stays good for the next `capacity` insertions.
    const Shaped* find(const Key& key) {
        const auto it = places_.find(key);
        if (it == places_.end()) return nullptr;
        entries_.splice(entries_.begin(), entries_, it->second);
        return &it->second->shaped;
    }

    const Shaped& insert(const Key& key, Shaped shaped) {
        if (entries_.size() >= capacity) {
            places_.erase(key_of(entries_.back()));
            entries_.pop_back();
        }
        entries_.push_front({std::string(key.text), key.weight, key.size, std::move(shaped)});
        places_.emplace(key_of(entries_.front()), entries_.begin());
        return entries_.front().shaped;
    }

  private:
    // Twice a grid of 64 x 64 numbers, and what is around it.
    static constexpr std::size_t capacity = 16384;

    struct Entry {
        std::string text;
        Weight weight;
        double size;
        Shaped shaped;
    };
    struct Hash {
        std::size_t operator()(const Key& k) const {
            const std::size_t h = std::hash<std::string_view>{}(k.text);
            return h ^ (std::hash<double>{}(k.size) * 3 + static_cast<std::size_t>(k.weight));
        }
    };
    // Views the entry's own text, which a list never moves.
    static Key key_of(const Entry& e) { return {e.text, e.weight, e.size}; }

    std::list<Entry> entries_;
    std::unordered_map<Key, std::list<Entry>::iterator, Hash> places_;
};

}  // namespace pw
